import { system } from '../ecosystems/system/system';
import type { Runtime } from '../runtime/schema';
import { type BumpLevel, bumpOf } from './bump-of';

/** A fact that two runtime lines do not share. */
export interface LineFact {
  /** `Python`, `JDK`, `base image`. */
  fact: string;
  /** As the catalogue has it; null where a line does not say it. */
  from: string | null;
  to: string | null;
  /** null for what has no version, and where one side is not known. */
  level: BumpLevel | null;
}

/** What differs between what two runtime lines are made of. Their pins are packages. */
export interface LineDiff {
  from: string;
  to: string;
  facts: LineFact[];
}

/** In the order in which people ask. */
const factTable: readonly {
  fact: string;
  valueOf: (line: Runtime) => string | undefined;
  hasVersion: boolean;
}[] = [
  { fact: 'Python', valueOf: ({ python }) => python.version, hasVersion: true },
  { fact: 'R', valueOf: ({ r }) => r?.version, hasVersion: true },
  { fact: 'JDK', valueOf: ({ jdk }) => jdk.default, hasVersion: true },
  { fact: 'Spark', valueOf: ({ spark }) => spark, hasVersion: true },
  {
    fact: 'Scala',
    valueOf: ({ scala }) => scala?.join(', '),
    hasVersion: false,
  },
  {
    fact: 'base image',
    valueOf: ({ baseImage }) => baseImage,
    hasVersion: false,
  },
  { fact: 'C library', valueOf: ({ glibc }) => glibc, hasVersion: true },
  {
    fact: "CRAN's day",
    valueOf: ({ r }) => r?.cranSnapshot,
    hasVersion: false,
  },
];

export function diffLines(from: Runtime, to: Runtime): LineDiff {
  const facts = factTable.flatMap(({ fact, valueOf, hasVersion }) => {
    const [before = null, after = null] = [valueOf(from), valueOf(to)];
    if (before === after) return [];
    const isKnown = hasVersion && before !== null && after !== null;
    const level = isKnown ? bumpOf(system.name, before, after).level : null;
    return [{ fact, from: before, to: after, level }];
  });
  return { from: from.name, to: to.name, facts };
}
