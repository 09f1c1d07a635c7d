import { awsLogin } from './aws-login';
import { azureLogin } from './azure-login';
import type { LoginMethod } from './login-method';
import { passwordLogin } from './password-login';

/** Every login. The first whose registries match is the default; the last takes any. */
export const loginTable: readonly LoginMethod[] = [
  azureLogin,
  awsLogin,
  passwordLogin,
];
