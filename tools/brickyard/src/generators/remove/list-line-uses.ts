import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import type { Problem } from '../../errors';
import { locateKey } from '../../flavour/locate-key';
import { findTreeText } from '../find-tree-text';
import { type JsonNode, parseNodes } from '../json-nodes';
import {
  readTreeDefinition,
  readTreeText,
  type TreeFlavour,
} from '../tree-flavours';
import { readAny } from '../tree-workspace';

export interface LineUses {
  /** Flavours that list the line, and what else each of them lists. */
  listed: { flavour: string; others: readonly string[] }[];
  /** Every place that names it. */
  problems: Problem[];
}

/** Settings that Nx hands to the targets of a flavour. */
const SETTINGS = ['package.json', 'project.json'] as const;

export interface LineUsesRequest {
  line: string;
  flavours: readonly TreeFlavour[];
  /** Files that overlay nx.json; those that are not there count for nothing. */
  profiles: readonly string[];
}

/** What still names a runtime line: `image.ts`, a profile, options of targets. */
export function listLineUses(tree: Tree, request: LineUsesRequest): LineUses {
  const { line, flavours, profiles } = request;
  const inFlavours = flavours.map((flavour) => listOwn(tree, flavour, line));
  const settings = flavours.flatMap(({ path }) =>
    SETTINGS.map((name) => posix.join(path, name)),
  );
  const files = [...new Set(['nx.json', ...profiles, ...settings])];
  return {
    listed: inFlavours.flatMap(({ listed }) => listed),
    problems: [
      ...inFlavours.flatMap(({ problems }) => problems),
      ...files.flatMap((file) => listNamed(tree, file, line)),
    ],
  };
}

function listOwn(tree: Tree, flavour: TreeFlavour, line: string): LineUses {
  const file = `${flavour.path}/image.ts`;
  const { runtimes, waivers = [] } = readTreeDefinition(tree, flavour);
  const text = readTreeText(tree, file);
  const tell = (
    keys: readonly (string | number)[],
    message: string,
  ): Problem => ({ place: { file, line: locateKey(text, keys) }, message });
  const at = runtimes.indexOf(line);
  const waived = waivers.flatMap(({ rule, runtimes: own = [] }, index) => {
    const among = own.indexOf(line);
    return among < 0
      ? []
      : [
          tell(
            ['waivers', index, 'runtimes', among],
            `the waiver of ${rule} names ${line}`,
          ),
        ];
  });
  if (at < 0) return { listed: [], problems: waived };
  const others = runtimes.filter((other) => other !== line);
  const alone = others.length === 0 ? ' alone' : '';
  return {
    listed: [{ flavour: flavour.name, others }],
    problems: [
      tell(['runtimes', at], `${flavour.name} is built for ${line}${alone}`),
      ...waived,
    ],
  };
}

/** `"runtime"` of a profile or of a target's options, whichever way it is written. */
function listNamed(tree: Tree, file: string, line: string): Problem[] {
  const text =
    file === 'nx.json' ? findTreeText(tree, file) : readAny(tree, file);
  if (text === undefined) return [];
  const message = `"runtime" names ${line}`;
  return listNodes(parseNodes(text))
    .filter(({ key }) => key === 'runtime')
    .flatMap(({ node }) => [node, ...listNodes(node).map((each) => each.node)])
    .filter((node) => names(node, line))
    .map(({ start }) => ({
      place: { file, line: lineAt(text, start) },
      message,
    }));
}

function listNodes({ entries }: JsonNode): JsonNode['entries'] {
  return entries.flatMap((entry) => [entry, ...listNodes(entry.node)]);
}

/** `"18"`, `18`, `"18,17.3-LTS"`, or the key of a line that is replaced. */
function names({ value, entries }: JsonNode, line: string): boolean {
  if (entries.some(({ key }) => key === line)) return true;
  const isWord = typeof value === 'string' || typeof value === 'number';
  return isWord && `${value}`.split(',').some((word) => word.trim() === line);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
