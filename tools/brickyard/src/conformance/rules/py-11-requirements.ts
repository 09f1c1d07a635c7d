import { normalizeName } from '../../requirements/normalize-name';
import { listCommands } from '../list-commands';
import { readPipInstall } from '../read-installs';
import type { Fault, FlavourFacts, Rule } from '../rule';
import { injected, py11 } from './py-11';

/** What the requirements and the Dockerfile ask for. */
export const py11Requirements: Rule = {
  ...py11,
  needs: 'flavour',
  unable: undefined,
  check: ({ flavour }) => (flavour ? checkRequests(flavour) : []),
};

function checkRequests(flavour: FlavourFacts): Fault[] {
  const requests = [
    ...flavour.requirements.flatMap((requirement) =>
      'name' in requirement && requirement.kind !== 'option'
        ? [{ name: requirement.name ?? '', place: requirement.place }]
        : [],
    ),
    ...listCommands(flavour).flatMap((command) =>
      (readPipInstall(command)?.packages ?? []).map((written) => ({
        name: normalizeName(/^[\w.-]*/.exec(written)?.[0] ?? ''),
        place: command.place,
      })),
    ),
  ];
  return requests
    .filter(({ name }) => name in injected)
    .map(({ name, place }) => ({
      severity: injected[name],
      message: `${name} must not be in the image: the cluster brings Spark for Python itself`,
      expected: `no ${name}`,
      found: name,
      place,
      hint: 'remove it; for tests outside a cluster, install it there',
    }));
}
