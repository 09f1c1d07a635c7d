import type { WhyResult } from '../../run/ask/explain-package';
import type { FindResult } from '../../run/ask/find-packages';
import type { Status } from '../../run/status/read-status';

const place = { file: 'f', line: 1 };
const unused = {
  ignored: [{ file: 'f', reason: 'unknown base' as const }],
  missingBases: ['i'],
};
const onePackage = {
  ...{ ecosystem: 'python' as const, environment: '/e', name: 'n' },
  ...{ version: '1', flavour: 'a', runtime: '1', source: 's', isSeen: true },
};
const names = ['a', 'b'];
export const foundSample: FindResult = {
  query: { text: 't', name: 'n', versions: '' },
  found: [
    { ...onePackage, origin: { kind: 'needed', place, names } },
    { ...onePackage, origin: { kind: 'list', list: 'l' } },
  ],
  others: [{ ...onePackage, origin: { kind: 'below', flavour: 'b' } }],
  builds: [onePackage],
  images: { asked: 3, seen: 1 },
  suggestions: [{ ecosystem: 'r', name: 'm' }],
  ...{ faults: [], isPublished: false, staleLocks: [] },
  ...unused,
};
export const whySample: WhyResult = {
  ...{ flavour: 'a', name: 'n', runtimes: ['1', '2'] },
  explanations: [
    {
      ...onePackage,
      ...{ isBuildOnly: false, forList: null, unlisted: null },
      broughtBy: [{ place, text: 't', names }],
      heldBackBy: [{ by: { flavour: 'b' }, text: 't' }],
      neededBy: names,
      below: [{ flavour: 'b', version: '2' }],
    },
  ],
  ...{ elsewhere: ['b'], suggestions: [{ ecosystem: 'r', name: 'm' }] },
  ...{ isLibrary: false, base: 'i', staleLocks: [] },
  ...unused,
};
export const statusSample: Status = {
  images: [
    {
      ...{ flavour: 'a', runtime: '1', key: 'k', isLibrary: false },
      published: { created: 'c', isCurrent: null, size: 1 },
      base: { isLocked: true, since: null },
      lock: { state: 'ok', since: null, isChanged: false },
      ...{ tests: null, rules: null },
    },
  ],
  missingBases: ['i'],
  undated: 'u',
} as unknown as Status;
