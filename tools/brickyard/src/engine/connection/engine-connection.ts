import { listProxyLogins } from '../../redact/list-proxy-secrets';
import { engineError, isNotFound } from '../engine-errors';
import { ask, askWithHead, type ShortRequest } from './ask';
import type { Daemon } from './dial';
import type { EngineEndpoint } from './endpoint';
import { parseGreeting, versionPrefix } from './greeting';
import { openModem } from './open-modem';
import type { SshEnvironment } from './open-tunnel';
import { openWire, type Wire } from './open-wire';

/** How a DockerEngine sends requests. */
export class EngineConnection {
  readonly #endpoint: EngineEndpoint;
  readonly #environment: SshEnvironment;
  readonly #closing = new AbortController();
  #wire: Wire | undefined;
  #daemon: Promise<Answering> | undefined;

  /** ssh is started in `environment`. */
  constructor(endpoint: EngineEndpoint, environment: SshEnvironment) {
    this.#endpoint = endpoint;
    this.#environment = environment;
  }

  /** For messages. */
  get address(): string {
    return this.#endpoint.address;
  }

  /** Of proxies that its environment names: no output may tell them. */
  get logins(): string[] {
    return listProxyLogins(this.#environment);
  }

  /** Asks the engine once who it is, and again if it did not answer. */
  openDaemon(): Promise<Daemon> {
    return this.#openAnswering();
  }

  #openAnswering(): Promise<Answering> {
    this.#daemon ??= this.#greet().catch((error: unknown) => {
      this.#daemon = undefined;
      throw engineError(error, this.address);
    });
    return this.#daemon;
  }

  async fetch(request: ShortRequest): Promise<unknown> {
    try {
      return await this.#ask(request);
    } catch (error) {
      throw engineError(error, this.address);
    }
  }

  /** `undefined` for a 404, and for other errors that `isFine` accepts. */
  async find(
    request: ShortRequest,
    isFine: (error: unknown) => boolean = () => false,
  ): Promise<unknown> {
    try {
      return (await this.#ask(request)) ?? null;
    } catch (error) {
      if (isNotFound(error) || isFine(error)) return undefined;
      throw engineError(error, this.address);
    }
  }

  /** Aborted when this connection is closed, too. */
  untilClosed(signal: AbortSignal | undefined): AbortSignal {
    const closing = this.#closing.signal;
    return signal === undefined ? closing : AbortSignal.any([closing, signal]);
  }

  close(): void {
    this.#closing.abort();
    this.#wire?.close();
  }

  async #greet(): Promise<Answering> {
    const { address } = this;
    const wire = (this.#wire ??= openWire(this.#endpoint, this.#environment));
    const { signal } = this.#closing;
    const ping = { method: 'GET', path: '/_ping', signal } as const;
    const greeting = parseGreeting((await askWithHead(wire, ping)).headers);
    const prefix = versionPrefix(greeting);
    const modem = openModem(wire, prefix);
    return { modem, greeting, address, wire, prefix };
  }

  async #ask({ path, ...request }: ShortRequest): Promise<unknown> {
    const { wire, prefix } = await this.#openAnswering();
    const { signal } = this.#closing;
    return ask(wire, { ...request, path: prefix + path, signal });
  }
}

/** A daemon, and what a short question to it takes. */
interface Answering extends Daemon {
  wire: Wire;
  prefix: string;
}
