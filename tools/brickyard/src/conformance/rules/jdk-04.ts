import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const jdk04: Rule = {
  id: 'JDK-04',
  severity: 'error',
  title: 'Spark is not in the image',
  why: 'The cluster brings its own Spark. With a second one of another version, calls fail because a method does not exist.',
  source: 'databricks/containers#220 and #47',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('paths'),
  check: ({ inventory }) => {
    const found = (inventory?.paths ?? []).filter(isSpark);
    if (found.length === 0) return [];
    return [
      {
        message: 'the image has a Spark of its own',
        expected: 'neither /databricks/spark nor Spark in /databricks/jars',
        found: found.join(', '),
        hint: 'remove it: install your own jars as libraries of the cluster, without Spark and Scala in them',
      },
    ];
  },
};

function isSpark(path: string): boolean {
  return (
    path === '/databricks/spark' ||
    /^\/databricks\/jars\/(?:[^/]*spark|scala-library)/.test(path)
  );
}
