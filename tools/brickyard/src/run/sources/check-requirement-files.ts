import type { Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import {
  findExcludedPins,
  type RuntimePins,
} from '../../requirements/find-excluded-pins';
import { findForbidden } from '../../requirements/find-forbidden';
import type { Requirement } from '../../requirements/requirement';
import type { Runtime } from '../../runtime/schema';
import { readRequirements } from './read-requirements';

/** A cluster brings its own; a second copy breaks it. */
const forbidden = ['pyspark', 'delta-spark', 'databricks-connect'];

/**
 * What is wrong with a flavour's `requirements.txt`, and with every file that
 * it includes, on these lines: bad lines, packages that a cluster brings, and
 * versions other than the ones that the lines pin. In the order of the lines.
 */
export function checkRequirementFiles(
  flavour: Pick<Flavour, 'folder' | 'path'>,
  runtimes: readonly Runtime[],
): Problem[] {
  const { requirements, constraints, problems } = readRequirements(flavour);
  return [
    ...problems,
    ...findForbidden(requirements, forbidden),
    ...findPinned([...requirements, ...constraints], runtimes),
  ].sort(byPlace);
}

/** The same of requirements that are in no file yet. */
export function checkRequirements(
  requirements: readonly Requirement[],
  runtimes: readonly Runtime[],
): Problem[] {
  return [
    ...findForbidden(requirements, forbidden),
    ...findPinned(requirements, runtimes),
  ];
}

function findPinned(
  requirements: readonly Requirement[],
  runtimes: readonly Runtime[],
): Problem[] {
  return findExcludedPins(requirements, runtimes.map(pinsOf));
}

function pinsOf({ name, python, notebook }: Runtime): RuntimePins {
  const { version, pip, setuptools, wheel, virtualenv } = python;
  return {
    runtime: name,
    python: version,
    notebook,
    tools: {
      ...(pip && { pip }),
      ...(setuptools && { setuptools }),
      ...(wheel && { wheel }),
      ...(virtualenv && { virtualenv }),
    },
  };
}

function byPlace({ place: a }: Problem, { place: b }: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
