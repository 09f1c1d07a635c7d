import { BrickyardError } from '../errors';
import type { LoginMethod } from './login/login-method';
import { registryLogin } from './login/registry-login';
import type { SynthInput } from './model/synth-input';
import type { Provider } from './provider/provider';
import { type SynthTables, synthTables } from './synth-tables';

/** The ids of the providers whose pipelines are written. Throws OPTIONS_INVALID. */
export function listProviders(
  input: SynthInput,
  { providers, logins }: SynthTables = synthTables,
): readonly string[] {
  const { method } = registryLogin(input, logins);
  const able = providers.filter(({ id }) => isAble(id, method));
  const named = input.ci.providers;
  if (named === undefined)
    return able.filter(({ isDefault }) => isDefault).map(({ id }) => id);
  named.forEach((name, at) => {
    const provider = providers.find(({ id }) => id === name);
    if (provider === undefined) throw unknownProvider(name, at, providers);
    if (!able.includes(provider)) throw cannotLogIn(provider, method, able);
  });
  return named;
}

function isAble(provider: string, { at }: LoginMethod): boolean {
  return at === undefined || Object.hasOwn(at, provider);
}

function unknownProvider(
  name: string,
  at: number,
  providers: readonly Provider[],
): BrickyardError {
  const expected = providers.map(({ id }) => `"${id}"`).join(' or ');
  return new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: ci.providers.${at}: expected ${expected}, got "${name}"`,
  );
}

function cannotLogIn(
  provider: Provider,
  method: LoginMethod,
  able: readonly Provider[],
): BrickyardError {
  const others = able.map(({ id }) => `"${id}"`).join(', ');
  return new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: ci.providers: ${provider.name} cannot log in to ${method.name} by its identity`,
    { hint: `set "login": "password", or "providers": [${others}]` },
  );
}
