import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

/** A rule that specs add to the table. */
export const xx01: RuleInHalves = {
  id: 'XX-01',
  severity: 'warning',
  title: 'the image has no cowsay',
  why: 'A cow on the driver says nothing that a log keeps.',
  source: "a spec of Brickyard's",
  appliesTo: ({ languages }) => languages.includes('python'),
  halves: [inventory, sources],
};
