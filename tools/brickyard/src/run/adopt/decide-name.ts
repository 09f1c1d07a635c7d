import { posix } from 'node:path';

import type { Problem } from '../../errors';
import { findNameFault, nameHint } from '../../workspace/find-name-fault';
import {
  findNameOwner,
  type ReadableTree,
} from '../../workspace/find-name-owner';
import { flavoursFolder } from '../../workspace/list-flavours';
import type { FoundFolder } from './adoption';
import { deriveName } from './derive-name';

export interface NameRequest {
  /** `--name` */
  asked?: string;
  root: string;
  tree: ReadableTree;
  localNamespace: string;
}

export interface DecidedName {
  name: string;
  /** The folder is where a flavour of this name is. */
  isInPlace: boolean;
}

export interface NameFault {
  problem: Problem;
  hint: string;
}

/** `packages/geo`, where that is what a folder is. */
export function findOwnPlace(folder: string, root: string): string | undefined {
  const path = posix.relative(toPosix(root), toPosix(folder));
  const [first, name, ...more] = path.split('/');
  return first === flavoursFolder && more.length === 0 ? name : undefined;
}

/** What the flavour of a folder is called. */
export function decideName(
  found: Pick<FoundFolder, 'folder'>,
  request: Omit<NameRequest, 'tree' | 'localNamespace'>,
): DecidedName {
  const own = findOwnPlace(found.folder, request.root);
  if (own !== undefined) return { name: own, isInPlace: true };
  const name =
    request.asked ?? deriveName(posix.basename(toPosix(found.folder)));
  return { name, isInPlace: false };
}

/** Why the workspace cannot have it. */
export function checkFolderName(
  { shown }: Pick<FoundFolder, 'shown'>,
  { name, isInPlace }: DecidedName,
  { asked, tree, localNamespace }: NameRequest,
): NameFault | undefined {
  const place = { file: shown };
  if (isInPlace && asked !== undefined && asked !== name)
    return {
      problem: {
        place,
        message: `is packages/${name} already, so --name=${asked} does not apply`,
      },
      hint: `leave --name out, or rename the folder`,
    };
  const fault = findNameFault(name, localNamespace);
  if (fault !== undefined)
    return {
      problem: {
        place,
        message: `'${name}' is not a valid name of a flavour: ${fault}`,
      },
      hint: isInPlace
        ? `rename the folder; ${nameHint}`
        : `--name=<name>; ${nameHint}`,
    };
  const owner = isInPlace ? undefined : findNameOwner(tree, name);
  return owner === undefined
    ? undefined
    : {
        problem: { place, message: `the name '${name}' is taken: by ${owner}` },
        hint: '--name=<another name>',
      };
}

function toPosix(path: string): string {
  return path.replaceAll('\\', '/');
}
