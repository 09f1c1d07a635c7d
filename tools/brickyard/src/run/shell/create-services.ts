import { homedir } from 'node:os';

import { connectEngine } from '../../engine/docker-engine';
import type { CredentialsFor } from '../../engine/engine';
import { createCredentials } from '../../registry/auth/credentials';
import { HttpRegistry } from '../../registry/http-registry';
import type { Options } from '../../workspace/options';
import type { Services } from './services';
import { warnOnce } from './warn-once';

export interface ServiceOptions {
  options: Options;
  /** Of the profile, as PEM: what its registries are trusted by, too. */
  certificates: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  warn: (message: string) => void;
  /** For what a user who waits should know; the same as `warn` when left out. */
  tell?: (message: string) => void;
  signal?: AbortSignal;
  now?: Date;
  /** Images will be published. */
  writes?: boolean;
}

/** The real engine, registry and clock; nothing is connected to before it is asked. */
export function createServices(
  place: ServiceOptions,
): Services & { credentials: CredentialsFor; settle: () => void } {
  const { options, certificates, environment: env, warn, signal } = place;
  const { now = new Date(), writes = false, tell = warn } = place;
  const { registry, namespace, insecureRegistries } = options;
  const credentials = createCredentials({ registry, env });
  return {
    credentials,
    ...warnOnce(warn),
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
      certificates,
      isWritten: ({ registry: host, repository }) =>
        writes && host === registry && repository.startsWith(`${namespace}/`),
      env,
      signal,
      tell,
    }),
  };
}
