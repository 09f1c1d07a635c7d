import type { ClusterDefinitionFiles } from '../../cluster/definition-artifact';
import type { Conformance } from '../../conformance/check-conformance';
import type { Finding } from '../../conformance/rule';
import { BrickyardError } from '../../errors';
import type { BuildPlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { AddPlan } from '../../run/add/add-plan';
import type { AddResult } from '../../run/add/apply-add';
import type { AdoptResult } from '../../run/adopt/apply-adopt';
import type { FoundDefinitions } from '../../run/definition/read-definitions-beside';
import type { ImageDiff } from '../../run/diff/layer-diff';
import type { NewLine } from '../../run/diff/list-new-lines';
import type { Diagnosis } from '../../run/doctor/diagnose-image';
import type { InitPlan } from '../../run/init/plan-init';
import type { LeftBehind } from '../../run/lock/list-left-behind';
import type { LockResult } from '../../run/lock/lock-images';
import type { RunResult } from '../../run/make/run-result';
import type { RefreshResult } from '../../run/refresh/refresh-images-lock';
import type { SmokeRun } from '../../run/smoke/smoke-images';
import type { LintedImage } from '../../run/test/lint-flavours';
import type { TestRun } from '../../run/test/test-images';
import type { OpenNotebook } from '../../run/try/open-notebook';
import type { LineDiff } from '../../versioning/diff-lines';
import type { GroupDiff } from '../../versioning/inventory-diff';

/** One of each value that a renderer is given, with a field of every kind. */
const error = new BrickyardError('BUILD_FAILED', 'no', { hint: 'do' });
const finding: Finding = {
  ...{ rule: 'PY-03', severity: 'error', message: 'm', hint: 'h' },
  ...{ expected: 'e', found: 'f', place: { file: 'Dockerfile', line: 2 } },
};
const conformance: Conformance = {
  findings: [finding, { ...finding, severity: 'warning' }],
  checked: ['PY-03'],
  skipped: [{ rule: 'IMG-02', because: 'b' }],
  waived: [{ rule: 'SYS-01', reason: 'r', findings: [finding] }],
};
const group: GroupDiff = {
  ecosystem: 'conda',
  environment: '/env',
  added: [{ name: 'six', version: '1', direct: false, sizeChange: 1 }],
  removed: [{ name: 'attrs', version: '1', direct: true, sizeChange: null }],
  changed: [
    {
      ...{ name: 'numpy', from: '1', to: '2', level: 'major' as const },
      ...{ direction: 'up' as const, direct: true, sizeChange: 2 },
    },
  ],
};
const side = { name: 'n', source: 's', size: 1, fileSize: 1 };
const image = {
  id: 'a@1',
  flavour: { name: 'a', path: 'packages/a' },
  runtime: { name: '1' },
  key: 'k',
} as unknown as KeyedImage;
const images = [image, { ...image, id: 'b@1' }];
const test = {
  ...{ name: 'n', type: 'script', place: { file: 'tests/a.sh' } },
  ...{ passed: false, seconds: 1, messages: ['m'], output: 'o\np' },
};
const check = { name: 'java', state: 'failed', seconds: 1, detail: 'd' };

/** Of two images: one with this result, one that failed. */
const outcomes = (result: unknown) => ({
  images,
  outcomes: new Map([
    ['a@1', { state: 'done', result }],
    ['b@1', { state: 'failed', error }],
  ]),
});
export const tests = outcomes({
  ...{ path: 'dist/test.json', reused: false, seconds: 1 },
  record: { flavour: 'a', runtime: '1', tests: [test], conformance },
}) as unknown as TestRun;
export const smoke = outcomes({
  ...{ reused: false, seconds: 1 },
  record: { version: '4', checks: [check], output: ['o'] },
}) as unknown as SmokeRun;
export const run = outcomes({
  ...{ action: 'build', seconds: 1 },
  record: { reference: 'r', size: 1 },
  pushed: { written: 1, unmoved: { tags: ['t'] } },
}) as unknown as RunResult;
export const locks = {
  tasks: ['a@1', 'b@1'].map((id) => ({ id, image, line: '1' })),
  outcomes: outcomes([
    { path: 'p', state: 'changed', packages: 2, diff: group },
  ]).outcomes,
  outdated: [{ flavour: 'c', on: ['a'] }],
} as unknown as LockResult;
export const leftBehind: LeftBehind[] = [
  {
    ...{ flavour: 'a', line: '2', other: '1', reasons: ['r'], below: null },
    places: [{ file: 'p', line: 1 }],
  },
  {
    ...{ flavour: 'b', line: '2', other: '1', reasons: [], below: 'a' },
    places: [],
  },
];
export const plan: BuildPlan = {
  images: [
    {
      ...{ flavour: 'a', runtime: '1', action: 'build', foundIn: null },
      key: 'k',
      reasons: ['context:f', 'base:i', 'parent:p'].map((part) => ({
        ...{ part, from: 'x', to: 'y' },
        change: 'changed' as const,
      })),
      cost: {
        ...{ size: 3, upload: 1, download: 2, isBound: false },
        uncounted: ['a', 'b', 'c', 'd'],
      },
    },
  ],
  requests: { head: 0, get: 0 },
  movedBases: [{ image: 'i', locked: 'l', current: 'c' }],
};
export const linted = [
  { image, builds: ['b'], outcome: { state: 'done', result: conformance } },
  { image, builds: [], outcome: { state: 'failed', error } },
] as unknown as LintedImage[];
const place = { file: 'a/Dockerfile', line: 2 };
export const adopt: AdoptResult = {
  ...{ isDryRun: false, isSynced: true },
  adopted: [
    {
      ...{ name: 'a', path: 'packages/a', from: '../a', isInPlace: false },
      ...{ files: 2, isLocked: true, isUnpinned: true, linted },
      ...{ runtimes: ['1'], languages: ['python'], args: { A: 'v' } },
      base: { image: 'i', file: 'f', line: 1 },
      changed: [{ line: 1, from: 'i', to: 'j' }],
      leftOut: [{ path: 'p', why: 'w' }],
      notes: [{ place, message: 'm' }],
    },
  ],
  refusals: [{ from: '../b', error }],
  passedOver: [{ from: '../c', why: 'w' }],
};
export const initPlan: InitPlan = [
  { kind: 'file', path: 'p', text: 't' },
  { kind: 'generator', words: ['brickyard:init', '--ci=github'] },
];
export const refreshed: RefreshResult = {
  entries: [{ image: 'i', state: 'moved', from: 'a', to: 'b' }],
  failures: [],
  isWritten: false,
};
const lineDiff: LineDiff = {
  ...{ from: '1', to: '2' },
  facts: [{ fact: 'f', from: 'a', to: 'b', level: 'major' }],
};
const layer = {
  ...{ digest: 'd', unpacked: 'u', size: 1, step: 's' },
  packages: ['p', 'q'],
};
export const diff: ImageDiff = {
  ...{ from: side, to: side, isDifferent: true, groups: [group, group] },
  lines: lineDiff,
  ...{ sizeChange: 1, fileSizeChange: 1, notes: ['n'] },
  largest: ['a', 'b'].map((name) => ({
    ...{ ecosystem: 'conda', environment: '/e', name },
    ...{ change: 'added' as const, sizeChange: 1 },
  })),
  layers: {
    from: { measure: 'unpacked', size: 2 },
    to: { measure: 'download', size: 2 },
    layers: (['both', 'from', 'to'] as const).map((side) => {
      return { in: side, ...layer };
    }),
    pull: 1,
  },
};
export const newLines: NewLine[] = [
  { flavour: 'a', lines: lineDiff, groups: [group] },
];
export const diagnosis: Diagnosis = {
  ...{ reference: 'r', runtime: '1', flavour: 'a' },
  ...conformance,
};
export const files = {
  image: 'i',
  files: [{ name: 'n', text: 't' }],
} as unknown as ClusterDefinitionFiles;
export const found = {
  reference: 'r',
  history: [{ created: 'c', digest: 'd' }],
} as unknown as FoundDefinitions;
export const added: AddPlan = {
  changes: [
    {
      ...{ flavour: 'a', ecosystem: 'python', name: 'n', from: 'f', to: 't' },
      place: { file: 'p', line: 1 },
    },
  ],
  ...{ edits: [], notes: ['n'], affected: [], locked: ['a', 'b'] },
  ...{ kinds: [], needsEngine: false },
};
export const addition: AddResult = {
  ...{ locks, isUndone: false, left: ['p'], notes: ['n'] },
  rebuilt: plan.images.map((each) => ({ ...each, size: 1 })),
};
export const notebook: OpenNotebook = {
  ...{ reference: 'r', port: 1, url: 'u', elsewhere: 'ssh://e' },
  kit: {
    python: { version: '3.12', hasKernel: false },
    ...{ r: '4.4.2', volumes: { jupyter: 'j' } },
  },
};
export const flavourSample = {
  ...{ name: 'a', path: 'packages/a', description: 'd', kind: 'library' },
  ...{ languages: ['r'], runtimes: ['1'], builtOn: ['b'], owners: [] },
};
