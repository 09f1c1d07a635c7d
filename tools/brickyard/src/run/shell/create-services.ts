import { homedir } from 'node:os';

import { connectEngine } from '../../engine/docker-engine';
import type { CredentialsFor } from '../../engine/engine';
import { createCredentials } from '../../registry/auth/credentials';
import { HttpRegistry } from '../../registry/http-registry';
import type { Options } from '../../workspace/options';
import type { Services } from './services';

export interface ServiceOptions {
  options: Options;
  environment: Readonly<Record<string, string | undefined>>;
  warn: (message: string) => void;
  signal?: AbortSignal;
  now?: Date;
  /** Images will be published. */
  writes?: boolean;
}

/** The real engine, registry and clock; nothing is connected to before it is asked. */
export function createServices(
  place: ServiceOptions,
): Services & { credentials: CredentialsFor } {
  const { options, environment: env, warn, signal } = place;
  const { now = new Date(), writes = false } = place;
  const { registry, namespace, insecureRegistries } = options;
  const credentials = createCredentials({ registry, env });
  return {
    credentials,
    warn,
    now,
    engine: connectEngine({
      env,
      platform: process.platform,
      home: homedir(),
      warn,
    }),
    registry: new HttpRegistry({
      credentialsFor: credentials,
      insecureRegistries,
      isWritten: ({ registry: host, repository }) =>
        writes && host === registry && repository.startsWith(`${namespace}/`),
      env,
      signal,
    }),
  };
}
