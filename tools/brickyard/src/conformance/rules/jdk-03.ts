import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const jdk03: Rule = {
  id: 'JDK-03',
  severity: 'warning',
  title: 'Java has certificates to trust',
  why: 'Without a trust store no TLS connection from Scala or Spark succeeds: no metastore, no object store.',
  source:
    'comments in ubuntu/minimal/Dockerfile of databricks/containers; Debian package ca-certificates-java',
  needs: 'inventory',
  appliesTo: () => true,
  unable: unableWithout('trustStore'),
  check: ({ inventory }) => {
    if (inventory?.trustStore !== false) return [];
    return [
      {
        message: 'Java finds no trust store',
        expected: '/etc/ssl/certs/java/cacerts',
        found: 'none',
        hint: 'install the package ca-certificates-java after the JDK',
      },
    ];
  },
};
