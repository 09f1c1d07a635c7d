import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../errors';
import { findRuntime } from '../runtime/catalogue';
import type { Runtime } from '../runtime/schema';
import type { Parent } from './choose-parent';
import { readTreeDefinition, type TreeFlavour } from './tree-flavours';

export interface RuntimesRequest {
  /** Names of lines as asked for; the parent's when empty. */
  asked: readonly string[];
  parent: Parent;
  /** Packages of this workspace that its build steps read. */
  mounted: readonly TreeFlavour[];
  known: readonly Runtime[];
}

/**
 * The lines of a new flavour: known ones, each of which the parent is built for.
 * Throws RUNTIME_UNKNOWN, PARENT_UNKNOWN.
 */
export function chooseRuntimes(
  tree: Tree,
  { asked, parent, mounted, known }: RuntimesRequest,
): Runtime[] {
  const own = parent.definition.runtimes;
  const names = asked.map((name) => spell(name, known));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new BrickyardError(
      'RUNTIME_UNKNOWN',
      `--runtimes names ${twice} twice`,
    );
  const lines = (names.length === 0 ? own : names).map((name) =>
    findRuntime(known, name),
  );
  const below = [
    { name: parent.name, path: parent.path, runtimes: own },
    ...mounted.map(({ name, path }) => {
      return { name, path, ...readTreeDefinition(tree, { path }) };
    }),
  ];
  for (const { name, path, runtimes } of below) {
    const missing = lines.find((line) => !runtimes.includes(line.name));
    if (missing === undefined) continue;
    throw new BrickyardError(
      'PARENT_UNKNOWN',
      `${name} is not built for ${missing.name}: ${path}/image.ts has runtimes: [${runtimes.join(', ')}]`,
      {
        hint: `npx nx g brickyard:runtime ${missing.name} --upgrade=${name} adds it there; or leave it out of --runtimes`,
      },
    );
  }
  return lines;
}

/** A shell's 18.0 reaches generators as the number 18. */
function spell(name: string, known: readonly Runtime[]): string {
  const isKnown = (text: string) => known.some((line) => line.name === text);
  return !isKnown(name) && isKnown(`${name}.0`) ? `${name}.0` : name;
}
