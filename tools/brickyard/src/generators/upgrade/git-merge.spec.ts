import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { Git } from '../../git/git';
import { commitAll, git } from '../../run/testing/test-repository';
import { mergeFile } from '../../starter/merge-file';
import type { StarterFile } from '../../starter/starter-file';
import { makeRecord } from '../../starter/starter-record';
import { TestFolder } from '../../testing/test-folder';
import { hasExecutableBit } from '../starters/read-starter';
import { gitEnvironment, lines, ten } from '../testing/upgrade-bed';
import { mergeWithGit } from './merge-with-git';

const top = (text: string) => lines(text, ...ten.slice(1));
/** What a side may have in a file's place. */
const states: Readonly<Record<string, StarterFile | undefined>> = {
  none: undefined,
  plain: file(lines(...ten)),
  run: file(lines(...ten), true),
  top: file(top('mine')),
  other: file(top('theirs'), true),
  end: file(`${lines(...ten)}end`),
  empty: file(''),
};

function file(text: string, isExecutable = false): StarterFile {
  return { bytes: Buffer.from(text), isExecutable };
}

/** Every way in which three sides may differ, each a file of its name. */
const cases = Object.keys(states).flatMap((base) =>
  Object.keys(states).flatMap((ours) =>
    Object.keys(states).map((theirs) => ({
      ...{ path: `${base}-${ours}-${theirs}`, base: states[base] },
      ...{ ours: states[ours], theirs: states[theirs] },
    })),
  ),
);

let folder: TestFolder;
beforeAll(() => {
  folder = new TestFolder({ keep: '' });
  git(folder.root, 'init', '--quiet', '--initial-branch=main');
  write('base');
  git(folder.root, 'checkout', '--quiet', '-b', 'theirs');
  write('theirs');
  git(folder.root, 'checkout', '--quiet', 'main');
  write('ours');
  // Before git 2.50, the default strategy looks for renames all the same.
  const words = ['merge', '-srecursive', '-Xno-renames', 'theirs'];
  expect(() => git(folder.root, ...words)).toThrow();
});
afterAll(() => folder.close());

function write(side: 'base' | 'ours' | 'theirs'): void {
  for (const each of cases) {
    const at = folder.path(each.path);
    const wanted = each[side];
    rmSync(at, { force: true });
    if (wanted === undefined) continue;
    writeFileSync(at, wanted.bytes);
    chmodSync(at, wanted.isExecutable ? 0o755 : 0o644);
  }
  commitAll(folder.root);
}

/** Text and mode, with marks that name no side. */
function show(found: StarterFile | undefined): string {
  if (found === undefined) return 'none';
  const text = found.bytes.toString().replace(/^([<>]{7}) .*$/gm, '$1');
  return `${found.isExecutable ? 'run' : 'plain'}\n${text}`;
}

function readMerged(path: string): StarterFile | undefined {
  const at = folder.path(path);
  try {
    return { bytes: readFileSync(at), isExecutable: hasExecutableBit(at) };
  } catch {
    return undefined;
  }
}

type Case = (typeof cases)[number];

async function upgrade({ path, base, ours, theirs }: Case) {
  const place = { folder: folder.root, environment: gitEnvironment };
  const mergeTexts = mergeWithGit(new Git(place), 'theirs');
  const { files } = makeRecord('s', '1', new Map(base ? [['f', base]] : []));
  const sides = { path, base: files.get('f'), ours, theirs };
  const change = await mergeFile(sides, mergeTexts);
  if (change === undefined || change.kind === 'stays')
    return { kind: change?.kind, file: ours };
  if ('file' in change) return { kind: change.kind, file: change.file };
  return { kind: change.kind };
}

/** One side removed it, the other changed it: git calls that a conflict, and leaves the file. */
const isHalf = ({ base, ours, theirs }: Case) => base && (!ours || !theirs);
/** Both added it, with two modes: git takes one or says that it does not know. */
const isOfTwoModes = ({ base, ours, theirs }: Case) =>
  !base && ours && theirs && ours.isExecutable !== theirs.isExecutable;

describe('an upgrade, file by file', () => {
  it('is what git makes of the same three sides, but for what is named', async () => {
    const words = ['diff', '--name-only', '--diff-filter=U'];
    const unmerged = new Set(git(folder.root, ...words).split('\n'));
    const different: string[] = [];
    for (const each of cases) {
      const { path } = each;
      const { kind, file: after } = await upgrade(each);
      const merged = readMerged(path);
      const isMet = unmerged.has(path);
      const is =
        isHalf(each) && isMet
          ? kind === 'stays'
          : isOfTwoModes(each)
            ? after?.isExecutable === true &&
              show({ ...after, isExecutable: false }) ===
                show(merged && { ...merged, isExecutable: false })
            : show(after) === show(merged) && (kind === 'conflict') === isMet;
      if (!is)
        different.push(
          `${path}: ${kind}\n${show(after)}\n--- git:\n${show(merged)}`,
        );
    }
    expect(different).toEqual([]);
    expect(unmerged.size).toBeGreaterThan(50);
  });
});
