import { useOf } from '../model/action-pin';
import type { LoginMethod } from './login-method';

const credentials = {
  action: 'aws-actions/configure-aws-credentials',
  commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
  version: 'v6.2.3',
};

const login = {
  action: 'aws-actions/amazon-ecr-login',
  commit: '03f1aad4c6c7ffd436567f42f9384779290529bd',
  version: 'v2.1.7',
};

/**
 * Amazon ECR, by the pipeline's identity. Azure DevOps has no task for it without
 * an extension.
 */
export const awsLogin: LoginMethod = {
  id: 'aws',
  name: 'AWS',
  registries: {
    pattern:
      /^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/i,
    example: '<account>.dkr.ecr.<region>.amazonaws.com',
  },
  signIn: (registry, { region }) =>
    `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`,
  secrets: [],
  actions: [credentials, login],
  at: {
    github: {
      permissions: { 'id-token': 'write' },
      render: ({ account, region }) => [
        {
          name: 'AWS',
          uses: useOf(credentials),
          with: {
            'role-to-assume': '${{ vars.AWS_ROLE_ARN }}',
            'aws-region': region,
          },
        },
        {
          name: 'Registry',
          uses: useOf(login),
          with: { registries: account },
        },
      ],
    },
  },
};
