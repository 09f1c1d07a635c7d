import { azureCi } from './azure/azure-ci';
import { githubCi } from './github/github-ci';
import type { CiHost } from './host/ci-host';

/** Every CI host, the first that the environment names before the others. */
export const hostTable: readonly CiHost[] = [githubCi, azureCi];
