import type { LoginMethod } from './login-method';

/** Any registry: commands read the account from these variables. */
export const passwordLogin: LoginMethod = {
  id: 'password',
  name: 'a password',
  signIn: (registry) =>
    registry === 'docker.io' ? 'docker login' : `docker login ${registry}`,
  secrets: ['BRICKYARD_REGISTRY_USERNAME', 'BRICKYARD_REGISTRY_PASSWORD'],
};
