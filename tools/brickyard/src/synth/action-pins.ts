/**
 * Actions that workflows use, by commit: a tag can be moved. Each commit is what
 * the tag of this version stands for in the action's own repository, read between
 * July and November 2026.
 */
export const actionPins = {
  checkout: {
    action: 'actions/checkout',
    commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    version: 'v7.0.1',
  },
  setupNode: {
    action: 'actions/setup-node',
    commit: '820762786026740c76f36085b0efc47a31fe5020',
    version: 'v7.0.0',
  },
  uploadArtifact: {
    action: 'actions/upload-artifact',
    commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
    version: 'v7.0.0',
  },
  downloadArtifact: {
    action: 'actions/download-artifact',
    commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    version: 'v8.0.1',
  },
  azureLogin: {
    action: 'azure/login',
    commit: 'f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca',
    version: 'v3.0.1',
  },
  awsCredentials: {
    action: 'aws-actions/configure-aws-credentials',
    commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
    version: 'v6.2.3',
  },
  ecrLogin: {
    action: 'aws-actions/amazon-ecr-login',
    commit: '03f1aad4c6c7ffd436567f42f9384779290529bd',
    version: 'v2.1.7',
  },
} as const;

/** `owner/action@commit`; the version is added as a comment when it is printed. */
export function useOf(name: keyof typeof actionPins): string {
  const { action, commit } = actionPins[name];
  return `${action}@${commit}`;
}
