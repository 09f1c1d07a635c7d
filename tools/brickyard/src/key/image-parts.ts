import { createHash } from 'node:crypto';

import type { ContextEntry } from '../context/context-entry';
import type { KeyPart } from './key-part';

/** Raised when the same inputs would build differently than before. */
export const keySchema = '1';

/** Everything that decides an image's content, already resolved. */
export interface ImageInputs {
  /** As on disk, not as sent: comments and directives count. */
  dockerfile: string;
  context: readonly ContextEntry[];
  /** Stage that is built, when it is not simply the last. */
  target?: string;
  /** Only those that the Dockerfile declares. */
  buildArgs: Readonly<Record<string, string>>;
  platform: string;
  /** Its name is in the image's label, so two runtimes never share an image. */
  runtime: string;
  /** Digest by external reference, as the Dockerfile names it. */
  bases: ReadonlyMap<string, string>;
  /** Digest by `# syntax` reference. */
  syntax: ReadonlyMap<string, string>;
  /** Key by workspace flavour. */
  parents: ReadonlyMap<string, string>;
  /** Ids of build secrets, never their values. */
  secretIds: readonly string[];
}

/** Sorted by name, so that equal inputs give equal lists. */
export function imageParts(inputs: ImageInputs): KeyPart[] {
  return [
    part('schema', keySchema),
    part('dockerfile', digestOf(inputs.dockerfile)),
    part('platform', inputs.platform),
    part('runtime', inputs.runtime),
    ...(inputs.target === undefined ? [] : [part('target', inputs.target)]),
    ...inputs.context.map((entry) =>
      part(`context:${entry.path}`, contextValue(entry)),
    ),
    ...Object.entries(inputs.buildArgs).map(([name, value]) =>
      part(`arg:${name}`, value),
    ),
    ...named('base', inputs.bases),
    ...named('syntax', inputs.syntax),
    ...named('parent', inputs.parents),
    ...inputs.secretIds.map((id) => part(`secret:${id}`, 'mounted')),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function part(name: string, value: string): KeyPart {
  return { name, value };
}

function named(kind: string, values: ReadonlyMap<string, string>): KeyPart[] {
  return [...values].map(([name, value]) => part(`${kind}:${name}`, value));
}

function contextValue(entry: ContextEntry): string {
  if (entry.kind === 'link') return `link ${entry.target}`;
  return entry.executable ? `executable ${entry.digest}` : entry.digest;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
