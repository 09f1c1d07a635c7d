import { BrickyardError } from '../errors';
import { registryLogin } from './registry-login';
import type { SynthInput } from './synth-input';

export type Provider = 'github' | 'azure';

/** Whose pipelines are written. Throws OPTIONS_INVALID. */
export function listProviders(input: SynthInput): readonly Provider[] {
  const { method } = registryLogin(input);
  const { providers } = input.ci;
  if (method !== 'aws') return providers ?? ['github', 'azure'];
  // Azure DevOps has no task for it without an extension.
  if (providers?.includes('azure')) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      'nx.json: ci.providers: Azure Pipelines cannot log in to AWS by its identity',
      { hint: `say "login": "password", or "providers": ["github"]` },
    );
  }
  return providers ?? ['github'];
}
