import { isAlpine } from '../is-alpine';
import type { Rule } from '../rule';

export const img03: Rule = {
  id: 'IMG-03',
  severity: 'warning',
  title: 'the C library is glibc',
  why: 'Wheels and binaries of R packages are built for glibc. On musl nearly everything has to be compiled, and no such image is published for a current runtime.',
  source:
    'docs.databricks.com on Container Services, as quoted elsewhere; experimental/alpine of databricks/containers',
  needs: 'inventory',
  appliesTo: () => true,
  check: ({ inventory, runtime }) => {
    if (!isAlpine(inventory)) return [];
    return [
      {
        message: 'Alpine has musl instead of glibc',
        expected: 'Ubuntu',
        found: inventory?.os?.name,
        hint: `start the Dockerfile FROM ${runtime.baseImage}`,
      },
    ];
  },
};
