import { BrickyardError } from '../../errors';
import type { ActionPin } from '../model/action-pin';
import type { SynthInput } from '../model/synth-input';
import type { LoginMethod, LoginSteps, RegistryFacts } from './login-method';
import { loginTable } from './login-table';

/** How a pipeline logs in to the registry. */
export interface RegistryLogin {
  method: LoginMethod;
  facts: RegistryFacts;
}

/**
 * The registry's name decides, unless nx.json says otherwise: Azure's and
 * Amazon's know the pipeline by its identity, others ask for a password. Throws
 * OPTIONS_INVALID.
 */
export function registryLogin(
  { registry, ci }: Pick<SynthInput, 'registry' | 'ci'>,
  table: readonly LoginMethod[] = loginTable,
): RegistryLogin {
  const method =
    ci.login === undefined
      ? table.find((each) => factsOf(each, registry) !== undefined)
      : table.find(({ id }) => id === ci.login);
  if (method === undefined) throw unknownMethod(ci.login, table);
  const facts = factsOf(method, registry);
  if (facts !== undefined) return { method, facts };
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: ci.login: '${method.id}' is for ${method.registries?.example}, and the registry is ${registry}`,
    { hint: 'leave ci.login out, or name the registry in the same options' },
  );
}

/** What a job must do at a provider to log in, if anything. */
export function stepsAt(
  provider: string,
  login: RegistryLogin | undefined,
): LoginSteps | undefined {
  return login?.method.at?.[provider];
}

/** The actions of the login alone, to print with their versions. */
export function actionsOf({ method }: RegistryLogin): readonly ActionPin[] {
  return method.actions ?? [];
}

/** `undefined` where the method is not for this registry. */
function factsOf(
  { registries }: LoginMethod,
  registry: string,
): RegistryFacts | undefined {
  if (registries === undefined) return {};
  const match = registries.pattern.exec(registry);
  return match === null ? undefined : { ...match.groups };
}

function unknownMethod(
  login: string | undefined,
  table: readonly LoginMethod[],
): BrickyardError {
  const expected = table.map(({ id }) => `"${id}"`).join(' or ');
  return new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: ci.login: expected ${expected}, got "${login}"`,
  );
}
