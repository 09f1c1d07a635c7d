import type { LoginMethod } from '../../login/login-method';

/** A login that only specs have, which GitHub has a step for and Azure has not. */
export const forgeLogin: LoginMethod = {
  id: 'forge',
  name: 'Forge',
  registries: {
    pattern: /^(?<team>[a-z]+)\.forge\.example$/,
    example: '<team>.forge.example',
  },
  signIn: (registry) => `forge login ${registry}`,
  secrets: [],
  actions: [
    { action: 'forge/login', commit: 'f'.repeat(40), version: 'v1.2.3' },
  ],
  at: {
    github: {
      permissions: { packages: 'read' },
      render: ({ team }) => [
        { uses: `forge/login@${'f'.repeat(40)}`, with: { team } },
      ],
    },
    forge: { render: ({ team }) => [{ run: `forge login ${team}` }] },
  },
};
