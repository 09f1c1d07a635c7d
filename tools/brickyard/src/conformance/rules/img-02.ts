import { unableOnStandIn } from '../compare-runtime';
import { isAlpine } from '../is-alpine';
import type { Rule } from '../rule';

export const img02: Rule = {
  id: 'IMG-02',
  severity: 'error',
  title: 'the system is the Ubuntu of the runtime',
  why: 'Databricks refuses systems it does not know, and what it brings is built for one Ubuntu.',
  source:
    "ubuntu/minimal/Dockerfile of databricks/containers, each release branch; DOCKER_INVALID_OS_EXCEPTION in Databricks' SDKs",
  needs: 'inventory',
  // Alpine is IMG-03's.
  appliesTo: ({ inventory }) => !isAlpine(inventory),
  unable: unableOnStandIn,
  check: ({ inventory, runtime }) => {
    const os = inventory?.os;
    const isUbuntu = os?.id === 'ubuntu';
    const { ubuntu = os?.version } = runtime;
    if (isUbuntu && os.version === ubuntu) return [];
    const expected = `Ubuntu ${runtime.ubuntu ?? ''}`.trim();
    return [
      {
        severity: isUbuntu ? 'warning' : 'error',
        message: isUbuntu
          ? `${runtime.name} has another Ubuntu`
          : 'the system is not Ubuntu',
        expected,
        found: os?.name ?? 'no /etc/os-release',
        hint: `start the Dockerfile FROM ${runtime.baseImage}`,
      },
    ];
  },
};
