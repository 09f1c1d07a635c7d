import type { ConnectPlace } from './connection/connect';
import { readEndpoint } from './connection/connect';
import type { EngineEndpoint } from './connection/endpoint';
import { EngineConnection } from './connection/engine-connection';
import type {
  BuildEvent,
  BuildRequest,
  ContainerRequest,
  ContainerResult,
  Engine,
  EngineCredentials,
  EngineImage,
  PushEvent,
  PushOptions,
  PushResult,
} from './engine';
import { isConflict } from './engine-errors';
import type { InspectedImage, ListedImage } from './engine-image';
import { fromInspected, fromListed } from './engine-image';
import type { EngineInfo } from './measure/measure-image';
import { pullImage, pushFromEngine, splitTag } from './transfer/transfer-image';

/** The engine that the `docker` command would use here. */
export function connectEngine(place: ConnectPlace): DockerEngine {
  return new DockerEngine(readEndpoint(place), place.env['SSH_AUTH_SOCK']);
}

/** A daemon that speaks Docker's API. Loads its client at the first request. */
export class DockerEngine implements Engine {
  readonly #connection: EngineConnection;

  constructor(endpoint: EngineEndpoint, sshAgent?: string) {
    this.#connection = new EngineConnection(endpoint, sshAgent);
  }

  async listImages(): Promise<EngineImage[]> {
    const path = '/images/json';
    const images = await this.#connection.fetch({ method: 'GET', path });
    return (images as ListedImage[])
      .map(fromListed)
      .filter(({ tags }) => tags.length > 0);
  }

  async inspectImage(reference: string): Promise<EngineImage | undefined> {
    const path = `/images/${reference}/json`;
    const image = await this.#connection.find({ method: 'GET', path });
    return image === undefined
      ? undefined
      : fromInspected(image as InspectedImage);
  }

  async measureImage(reference: string): Promise<number | undefined> {
    const path = `/images/${reference}/json`;
    const image = await this.#connection.find({ method: 'GET', path });
    if (image === undefined) return undefined;
    const { hasContainerdStore, measureSaved } =
      await import('./measure/measure-image');
    const info = await this.#connection.fetch({ method: 'GET', path: '/info' });
    if (!hasContainerdStore(info as EngineInfo))
      return (image as InspectedImage).Size;
    const daemon = await this.#connection.openDaemon();
    const signal = this.#connection.untilClosed(undefined);
    return measureSaved(daemon, reference, signal);
  }

  async listHistory(reference: string): Promise<string[]> {
    const path = `/images/${reference}/history`;
    const layers = await this.#connection.fetch({ method: 'GET', path });
    return (layers as { CreatedBy?: string }[])
      .map(({ CreatedBy }) => CreatedBy ?? '')
      .reverse();
  }

  async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    // Looking at images needs neither gRPC nor protobuf.
    const { buildInEngine } = await import('./build/build-in-engine');
    const daemon = await this.#connection.openDaemon();
    const signal = this.#connection.untilClosed(request.signal);
    return buildInEngine(daemon, { ...request, signal }, onEvent);
  }

  async tagImage(source: string, tag: string): Promise<void> {
    const path = `/images/${source}/tag`;
    const query = splitTag(tag);
    await this.#connection.fetch({ method: 'POST', path, query });
  }

  async pushImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    options: PushOptions = {},
  ): Promise<PushResult> {
    const request = { reference, credentials, onEvent, ...options };
    return pushFromEngine(this.#connection, request);
  }

  async pullImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const request = { reference, credentials, onEvent, signal };
    return pullImage(this.#connection, request);
  }

  async runContainer(request: ContainerRequest): Promise<ContainerResult> {
    const { runContainer } = await import('./container/run-container');
    const daemon = await this.#connection.openDaemon();
    const signal = this.#connection.untilClosed(request.signal);
    return runContainer(daemon, { ...request, signal });
  }

  async removeImage(reference: string): Promise<void> {
    const path = `/images/${reference}`;
    await this.#connection.find({ method: 'DELETE', path });
  }

  async hasVolume(name: string): Promise<boolean> {
    const path = `/volumes/${name}`;
    const found = await this.#connection.find({ method: 'GET', path });
    return found !== undefined;
  }

  async removeVolume(name: string): Promise<void> {
    const path = `/volumes/${name}`;
    // A volume in use stays.
    await this.#connection.find({ method: 'DELETE', path }, isConflict);
  }

  close(): void {
    this.#connection.close();
  }
}
