import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { DialOptions } from 'docker-modem';

import type { Wire } from './open-wire';

/** How a request that streams or upgrades is sent: by dockerode, over the wire. */
export interface Modem {
  /** The answer, whatever its status; another stream once the connection is upgraded. */
  dial(options: DialOptions): Promise<IncomingMessage | Duplex>;
  /** See `Wire`. */
  connect(protocol: 'h2'): Duplex;
}

type Answered = IncomingMessage | Duplex;

/** The part of docker-modem that we use, and the one step that we change. */
interface DockerModem {
  buildRequest(options: object, ...rest: unknown[]): void;
  dial(
    options: DialOptions,
    done: (error: Error | null, answer: Answered) => void,
  ): void;
}

/** Refusals are read here: the modem's errors hide the engine's message in their own. */
const ANY_STATUS = Object.fromEntries(
  Array.from({ length: 600 }, (_, status) => [status, true]),
);

/** Every path starts with `prefix`. */
export function openModem(wire: Wire, prefix: string): Modem {
  let loaded: Promise<DockerModem> | undefined;
  return {
    connect: (protocol) => wire.connect(protocol),
    async dial({ path, headers, ...options }) {
      const modem = await (loaded ??= loadModem(wire));
      const sent: DialOptions = {
        ...options,
        path: prefix + path,
        headers: { ...wire.headers, ...headers },
        isStream: true,
        statusCodes: ANY_STATUS,
      };
      return new Promise((resolve, reject) => {
        modem.dial(sent, (error, answer) => {
          if (error) reject(error);
          else resolve(answer);
        });
      });
    },
  };
}

/** Takes a tenth of a second and more: only when something is to be streamed. */
async function loadModem({ agent }: Wire): Promise<DockerModem> {
  const { default: Docker } = await import('dockerode');
  // Where the engine is, and how to get there, is the agent's business.
  const options = { ...NOTHING, protocol: 'http' as const, agent };
  const { modem } = withoutDockerHost(() => new Docker(options));
  return withoutRedirects(modem as unknown as DockerModem);
}

/** The modem follows one past the agent, to another machine, and an error there would end us. */
function withoutRedirects(modem: DockerModem): DockerModem {
  const buildRequest = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) =>
    buildRequest({ ...options, maxRedirects: 0 }, ...rest);
  return modem;
}

/** Every key is set: the modem takes a missing one from the machine. */
const NOTHING = {
  socketPath: undefined,
  host: undefined,
  port: undefined,
  username: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  timeout: undefined,
};

/**
 * The modem reads DOCKER_HOST and all that belongs to it even then, and fails
 * over a certificate that the engine does not ask for.
 */
function withoutDockerHost<T>(create: () => T): T {
  const { DOCKER_HOST: host } = process.env;
  delete process.env['DOCKER_HOST'];
  try {
    return create();
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host;
  }
}
