import { BrickyardError } from '../../errors';
import type { UpgradeEffect } from '../../run/upgrade/compare-workspaces';
import type { CopyUpgrade } from '../../starter/copy-upgrade';
import type { FileChange } from '../../starter/file-change';
import type { UpgradePlan } from '../../starter/upgrade-plan';

const file = { bytes: Buffer.from(''), isExecutable: false };
const changes: FileChange[] = [
  { path: 'f', kind: 'taken', file },
  { path: 'f', kind: 'merged', file },
  { path: 'f', kind: 'conflict', file, lines: [{ start: 1, end: 5 }] },
  { path: 'f', kind: 'unmergeable', because: 'b' },
  { path: 'f', kind: 'stays', because: 'dropped' },
];

/** For specs: an upgrade with something of each kind. */
export const upgradeSample: UpgradePlan = {
  version: '2',
  upgrades: [
    { folder: 'a', starter: 's', from: '1', to: '2', changes },
    { folder: 'b', starter: 'b', from: '2', to: '2', changes: [] },
  ] as unknown as CopyUpgrade[],
  skipped: [
    { folder: 'c', why: 'gone', renamedTo: 'd' },
    { folder: 'e', why: 'unrecorded', edited: ['f', 'g'] },
    { folder: 'h', why: 'retired', starter: 's' },
  ],
  changes: [{ version: '2', entries: [{ starters: ['s'], text: 't' }] }],
};

export const effectSample: UpgradeEffect = {
  rebuilt: [
    {
      ...{ id: 'a@1', flavour: 'a' },
      reasons: [{ part: 'context:f', change: 'added', to: 'x' }],
    },
  ],
  unchanged: 1,
  staleLocks: [
    {
      ...{ flavour: 'a', id: 'a@1', isMissing: false, message: 'm' },
      place: { file: 'f' },
    },
  ],
  faults: [new BrickyardError('BUILD_FAILED', 'no', { hint: 'do' })],
};
