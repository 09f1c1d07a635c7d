import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Modem } from './dial';
import type { EngineEndpoint } from './endpoint';

/** A connection to an engine, shared by everything that runs on it. */
export interface EngineClient {
  modem: Modem;
  close(): void;
}

/** Loads dockerode, which takes a tenth of a second: only when it is needed. */
export async function openClient(
  endpoint: EngineEndpoint,
  sshAgent: string | undefined,
): Promise<EngineClient> {
  const { default: Docker } = await import('dockerode');
  const agent = createAgent(endpoint);
  const options = {
    ...modemOptions(endpoint),
    agent,
    sshOptions: { agent: sshAgent },
  };
  const { modem } = new Docker(options) as { modem: Modem };
  return { modem, close: () => agent?.destroy() };
}

/** The modem makes its own agent for ssh. */
function createAgent({ kind }: EngineEndpoint): HttpAgent | undefined {
  if (kind === 'ssh') return undefined;
  const options = { keepAlive: true };
  return kind === 'https' ? new HttpsAgent(options) : new HttpAgent(options);
}

/**
 * Every key is set, even if only to `undefined`: the modem takes a missing one
 * from the environment.
 */
function modemOptions(endpoint: EngineEndpoint) {
  const isSocket = endpoint.kind === 'socket';
  return {
    socketPath: isSocket ? endpoint.path : undefined,
    protocol: isSocket ? ('http' as const) : endpoint.kind,
    host: isSocket ? undefined : endpoint.host,
    port: isSocket ? undefined : endpoint.port,
    username: isSocket ? undefined : endpoint.user,
    pathPrefix: '/',
    ca: endpoint.tls?.ca,
    cert: endpoint.tls?.cert,
    key: endpoint.tls?.key,
  };
}
