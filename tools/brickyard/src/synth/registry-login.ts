import { BrickyardError } from '../errors';
import type { SynthInput } from './synth-input';

/** How a pipeline gets into the registry. */
export type RegistryLogin =
  | { method: 'password' }
  | { method: 'azure'; name: string }
  | { method: 'aws'; account: string; region: string };

const acr = /^([a-z0-9]+)\.azurecr\.(?:io|cn|us)$/i;
const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/i;

/**
 * Told from the registry's name, unless nx.json says: Azure's and Amazon's know
 * the pipeline by its identity, others ask for a password. Throws OPTIONS_INVALID.
 */
export function registryLogin({
  registry,
  ci,
}: Pick<SynthInput, 'registry' | 'ci'>): RegistryLogin {
  const [, name] = acr.exec(registry) ?? [];
  const [, account, region] = ecr.exec(registry) ?? [];
  const method = ci.login ?? (name ? 'azure' : account ? 'aws' : 'password');
  if (method === 'password') return { method };
  if (method === 'azure' && name) return { method, name };
  if (method === 'aws' && account && region) return { method, account, region };
  const expected =
    method === 'azure'
      ? '<name>.azurecr.io'
      : '<account>.dkr.ecr.<region>.amazonaws.com';
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `nx.json: ci.login: '${method}' is for ${expected}, and the registry is ${registry}`,
    { hint: 'leave ci.login out, or name the registry in the same options' },
  );
}
