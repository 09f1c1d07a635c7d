import { azureProvider } from './azure/azure-provider';
import { githubProvider } from './github/github-provider';
import type { Provider } from './provider/provider';

/** Every CI service that pipelines can be written for. */
export const providerTable: readonly Provider[] = [
  githubProvider,
  azureProvider,
];
