import { useOf } from '../model/action-pin';
import { defaultConnection } from '../model/defaults';
import type { LoginMethod } from './login-method';

const login = {
  action: 'azure/login',
  commit: 'f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca',
  version: 'v3.0.1',
};

const identity = {
  'client-id': '${{ vars.AZURE_CLIENT_ID }}',
  'tenant-id': '${{ vars.AZURE_TENANT_ID }}',
  'subscription-id': '${{ vars.AZURE_SUBSCRIPTION_ID }}',
};

/** Azure Container Registry, by the pipeline's identity. */
export const azureLogin: LoginMethod = {
  id: 'azure',
  name: 'Azure',
  registries: {
    pattern: /^(?<name>[a-z0-9]+)\.azurecr\.(?:io|cn|us)$/i,
    example: '<name>.azurecr.io',
  },
  signIn: (_registry, { name }) => `az acr login --name ${name}`,
  secrets: [],
  actions: [login],
  at: {
    github: {
      permissions: { 'id-token': 'write' },
      render: ({ name }) => [
        { name: 'Azure', uses: useOf(login), with: identity },
        { name: 'Registry', run: `az acr login --name ${name}` },
      ],
    },
    azure: {
      render: ({ name }, { serviceConnection = defaultConnection }) => [
        {
          task: 'AzureCLI@2',
          displayName: 'Registry',
          inputs: {
            azureSubscription: serviceConnection,
            scriptType: 'bash',
            scriptLocation: 'inlineScript',
            inlineScript: `az acr login --name ${name}`,
          },
        },
      ],
    },
  },
};
