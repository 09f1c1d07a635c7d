import type { ClusterFault, ClusterSubject } from './check-cluster';
import { nameCluster } from './cluster';

interface ClusterNames {
  flavour: string;
  line: string;
  name: string;
  policyName: string;
}

/**
 * Names that `subject` would share with another of `all`: a policy fixes one
 * image, and whoever is applied last would move the clusters of the other.
 */
export function checkSharedNames(
  subject: ClusterSubject,
  all: readonly ClusterSubject[],
): ClusterFault[] {
  const own = namesOf(subject);
  const others = all.filter(({ flavour }) => flavour !== subject.flavour);
  return [...checkLines(own), ...checkOthers(own, others.flatMap(namesOf))];
}

function namesOf(subject: ClusterSubject): ClusterNames[] {
  const { flavour, definition, runtimes, options } = subject;
  return runtimes
    .filter(({ databricks }) => databricks)
    .map((runtime) => {
      const request = { flavour: { name: flavour }, definition, runtime };
      const names = nameCluster({ ...request, options });
      return { flavour, line: runtime.name, ...names };
    });
}

/** Such as 17.3 and 17.3-LTS, which have one tag. */
function checkLines(own: readonly ClusterNames[]): ClusterFault[] {
  return own.flatMap(({ name, line }, index) => {
    const first = own.findIndex((other) => other.name === name);
    if (first === index) return [];
    const message = `${own[first]?.line} and ${line} are both called ${name}`;
    return [{ key: 'runtimes', message }];
  });
}

function checkOthers(
  own: readonly ClusterNames[],
  others: readonly ClusterNames[],
): ClusterFault[] {
  const faults = own.flatMap(({ name, policyName }) => {
    const policies = others
      .filter((other) => other.policyName === policyName)
      .map(({ flavour }) => ({
        key: 'policy',
        message: `${policyName} is the policy of ${flavour}, too, and each would fix its own image there`,
      }));
    const clusters = others
      .filter((other) => other.name === name)
      .map(({ flavour }) => ({
        key: 'runtimes',
        message: `${name} is the cluster of ${flavour}, too`,
      }));
    return [...policies, ...clusters];
  });
  // The same is wrong with each line; one is enough to say it.
  return faults.slice(0, 1);
}
