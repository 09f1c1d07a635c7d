import type { Place } from '../../../errors';
import type { Requirement } from '../../../requirements/requirement';
import { nameOfRequirement } from '../../installs/read-request';
import type { Fault, Severity } from '../../rule';
import { injectedPackages } from './injected-packages';

/** A package that somebody asks for, and where. */
export interface PackageRequest {
  /** Normalized. */
  name: string;
  place: Place;
}

export interface InjectedFault extends Fault {
  severity: Severity;
  place: Place;
}

/** What a list asks for by name; options and bare paths have none. */
export function listPackageRequests(
  requirements: readonly Requirement[],
): PackageRequest[] {
  return requirements.flatMap((requirement) => {
    const name = nameOfRequirement(requirement);
    return name === undefined ? [] : [{ name, place: requirement.place }];
  });
}

/** Requests for what the cluster brings. Lint, `nx lock` and builds all ask this. */
export function findInjected(
  requests: readonly PackageRequest[],
): InjectedFault[] {
  return requests.flatMap(({ name, place }) => {
    const severity = injectedPackages.get(name);
    if (severity === undefined) return [];
    const verb = severity === 'error' ? 'must' : 'should';
    return [
      {
        severity,
        message: `${name} ${verb} not be installed: the cluster brings its own Spark for Python`,
        expected: `no ${name}`,
        found: name,
        place,
        hint: 'take it out; tests that run outside a cluster can install it there',
      },
    ];
  });
}
