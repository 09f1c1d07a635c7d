import { findWaiver, isFor } from '../../conformance/check-waivers';
import { type DatedWaiver, dateWaivers } from '../../conformance/date-waivers';
import {
  findInjected,
  type InjectedFault,
  listPackageRequests,
} from '../../conformance/rules/py-11/find-injected';
import type { Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import {
  findExcludedPins,
  type RuntimePins,
} from '../../requirements/find-excluded-pins';
import type { Requirement } from '../../requirements/requirement';
import type { Runtime } from '../../runtime/schema';
import { readPythonLists } from './read-requirements';

/** Lint gives these findings this id, and waivers name it. */
const INJECTED = 'PY-11';

export interface RequirementCheck {
  /** They keep a lock or a build from starting. */
  problems: Problem[];
  /** They do not. */
  warnings: Problem[];
}

/**
 * What is wrong with a flavour's lists of Python packages, and with every file
 * that they include: bad lines. And what is wrong with `requirements.txt` on
 * these runtime lines: packages that a cluster brings, and versions other than
 * the ones that the lines pin. In the order of the lines.
 */
export function checkRequirementFiles(
  flavour: Pick<Flavour, 'folder' | 'path' | 'definition'>,
  runtimes: readonly Runtime[],
  now: Date,
): RequirementCheck {
  const { main, problems } = readPythonLists(flavour);
  const { requirements, constraints } = main;
  const waivers = dateWaivers(flavour.definition.waivers, now);
  const injected = checkInjected(requirements, runtimes, waivers);
  const pinned = findPinned([...requirements, ...constraints], runtimes);
  return {
    problems: [...problems, ...injected.problems, ...pinned].sort(byPlace),
    warnings: injected.warnings.sort(byPlace),
  };
}

/** What is wrong with requirements that are in no file yet. */
export function checkRequirements(
  requirements: readonly Requirement[],
  runtimes: readonly Runtime[],
): Problem[] {
  return [
    ...checkInjected(requirements, runtimes, []).problems,
    ...findPinned(requirements, runtimes),
  ];
}

/** What PY-11 says of requirements, where a line has no waiver of it. */
function checkInjected(
  requirements: readonly Requirement[],
  runtimes: readonly Runtime[],
  waivers: readonly DatedWaiver[],
): RequirementCheck {
  const open = runtimes.filter(
    (runtime) => !findWaiver(waivers, INJECTED, runtime),
  );
  if (open.length === 0) return { problems: [], warnings: [] };
  const ended = waivers.find(
    (each) =>
      each.rule === INJECTED &&
      each.standing === 'ended' &&
      open.some((runtime) => isFor(each, runtime)),
  );
  const all = findInjected(listPackageRequests(requirements));
  const of = (isError: boolean) =>
    all
      .filter(({ severity }) => (severity === 'error') === isError)
      .map((fault) => toProblem(fault, ended));
  return { problems: of(true), warnings: of(false) };
}

function toProblem(
  { place, message }: InjectedFault,
  ended: DatedWaiver | undefined,
): Problem {
  const next = ended
    ? `the waiver of ${INJECTED} ended on ${ended.until}`
    : `take it out, or waive ${INJECTED} in image.ts`;
  return { place, message: `${message}; ${next}` };
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
