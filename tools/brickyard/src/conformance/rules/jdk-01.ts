import { isAtLeast } from '../compare-runtime';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const jdk01: Rule = {
  id: 'JDK-01',
  severity: 'error',
  title: "java on PATH is the runtime's",
  why: "Spark's classes are compiled for one Java: with an older one the driver does not start.",
  source:
    'ubuntu/minimal/Dockerfile of databricks/containers, each release branch; for 18 and later pull request 258, which leaves 17 or 21 open',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('java'),
  check: ({ inventory, runtime }) => {
    const { jdk, databricks } = runtime;
    const isOpen = databricks && isAtLeast(runtime, '18.0');
    const accepted = isOpen ? ['17', '21'] : [jdk.default];
    const java = inventory?.java?.find(({ isDefault }) => isDefault);
    if (java && accepted.includes(String(java.major))) return [];
    return [
      {
        message: java
          ? `java on PATH is not the one that ${runtime.name} has`
          : 'there is no java on PATH',
        expected: `Java ${accepted.join(' or ')}`,
        found: java ? java.version : 'none',
        hint: `install the package openjdk-${jdk.default}-jdk-headless, and no other JDK after it`,
      },
    ];
  },
};
