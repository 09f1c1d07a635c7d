import type { Provider } from '../provider/provider';
import { renderAzure } from './render-azure';

/** One file, with a stage for each pipeline. */
export const azureProvider: Provider = {
  id: 'azure',
  name: 'Azure Pipelines',
  isDefault: true,
  listFiles: (pipelines) => [
    {
      path: 'azure-pipelines.yml',
      render: (input, login) => renderAzure(pipelines, input, login),
    },
  ],
};
