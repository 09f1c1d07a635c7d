import type { LoginMethod } from './login/login-method';
import { loginTable } from './login/login-table';
import type { Provider } from './provider/provider';
import { providerTable } from './provider-table';

/** What there is to choose from. */
export interface SynthTables {
  providers: readonly Provider[];
  logins: readonly LoginMethod[];
}

export const synthTables: SynthTables = {
  providers: providerTable,
  logins: loginTable,
};
