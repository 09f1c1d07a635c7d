import { BrickyardError } from '../errors';
import type { ConnectPlace } from './connection/connect';
import { readEndpoint } from './connection/connect';
import { type Emulation, fetchEmulation } from './connection/emulation';
import { type EngineEndpoint, isElsewhere } from './connection/endpoint';
import { EngineConnection } from './connection/engine-connection';
import type { SshEnvironment } from './connection/open-tunnel';
import type {
  AttachRequest,
  BuildEvent,
  BuildRequest,
  ContainerRequest,
  ContainerResult,
  Engine,
  EngineCredentials,
  EngineImage,
  EngineLayer,
  PushEvent,
  PushOptions,
  PushResult,
} from './engine';
import { isConflict } from './engine-errors';
import type { InspectedImage, ListedImage } from './engine-image';
import { fromInspected, fromListed } from './engine-image';
import { type EngineInfo, hasContainerdStore } from './engine-info';
import { type HistoryEntry, pairLayers } from './pair-layers';
import { pullImage, pushFromEngine, splitTag } from './transfer/transfer-image';

/** The engine that the `docker` command would use here. */
export function connectEngine(place: ConnectPlace): DockerEngine {
  return new DockerEngine(readEndpoint(place), place.env, place.warn);
}

/** A daemon that speaks Docker's API. */
export class DockerEngine implements Engine {
  readonly elsewhere: string | undefined;
  readonly #connection: EngineConnection;
  readonly #warn: (message: string) => void;
  #emulation: Promise<Emulation> | undefined;
  #isTold = false;

  /** `environment` is what ssh runs in, where the endpoint needs it. */
  constructor(
    endpoint: EngineEndpoint,
    environment: SshEnvironment = {},
    warn: (message: string) => void = () => undefined,
  ) {
    this.elsewhere = isElsewhere(endpoint) ? endpoint.address : undefined;
    this.#connection = new EngineConnection(endpoint, environment);
    this.#warn = warn;
  }

  async slowdown(): Promise<number> {
    await this.#connection.openDaemon();
    this.#emulation ??= fetchEmulation(this.#connection);
    const { slowdown, notice } = await this.#emulation;
    if (notice !== undefined && !this.#isTold) this.#warn(notice);
    this.#isTold = true;
    return slowdown;
  }

  async version(): Promise<string | undefined> {
    const asked = { method: 'GET', path: '/version' } as const;
    const answer = await this.#connection.fetch(asked);
    return (answer as { Version?: string }).Version;
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
    if (!(await this.hasContainerdStore()))
      return (image as InspectedImage).Size;
    const { measureSaved } = await import('./measure/measure-image');
    const daemon = await this.#connection.openDaemon();
    const signal = this.#connection.untilClosed(undefined);
    return measureSaved(daemon, reference, signal);
  }

  async hasContainerdStore(): Promise<boolean> {
    const info = await this.#connection.fetch({ method: 'GET', path: '/info' });
    return hasContainerdStore(info as EngineInfo);
  }

  async listHistory(reference: string): Promise<string[]> {
    const path = `/images/${reference}/history`;
    const layers = await this.#connection.fetch({ method: 'GET', path });
    return (layers as { CreatedBy?: string }[])
      .map(({ CreatedBy }) => CreatedBy ?? '')
      .reverse();
  }

  async listLayers(reference: string): Promise<EngineLayer[] | undefined> {
    const path = `/images/${reference}/json`;
    const image = await this.#connection.find({ method: 'GET', path });
    if (image === undefined) return undefined;
    const { Id, RootFS } = image as InspectedImage;
    const asked = { method: 'GET', path: `/images/${Id}/history` } as const;
    const history = (await this.#connection.fetch(asked)) as HistoryEntry[];
    return pairLayers(RootFS?.Layers ?? [], history.reverse());
  }

  async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    // Looking at images needs neither gRPC nor protobuf.
    const { buildInEngine } = await import('./build/build-in-engine');
    const signal = this.#connection.untilClosed(request.signal);
    const built = { ...request, signal };
    const image = await buildInEngine(this.#connection, built, onEvent);
    await this.#checkPlatform(image.id, request);
    return image;
  }

  async buildFiles(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<ReadonlyMap<string, string>> {
    const { buildFilesInEngine } = await import('./build/build-in-engine');
    const signal = this.#connection.untilClosed(request.signal);
    const built = { ...request, signal };
    return buildFilesInEngine(this.#connection, built, onEvent);
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
    const slowdown = await this.slowdown();
    return runContainer(daemon, { ...request, signal }, slowdown);
  }

  async attachContainer(request: AttachRequest): Promise<number> {
    const { attachContainer } = await import('./container/attach-container');
    const daemon = await this.#connection.openDaemon();
    const signal = this.#connection.untilClosed(request.signal);
    // A word about an engine that emulates is worth more before the wait.
    await this.slowdown();
    return attachContainer(daemon, { ...request, signal });
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

  /** A `FROM --platform` builds for another one, and no cluster would start on it. */
  async #checkPlatform(id: string, request: BuildRequest): Promise<void> {
    const { platform } = request;
    const image = await this.inspectImage(id);
    if (image?.platform === undefined || image.platform === platform) return;
    // Its names would say that it is the image that was asked for.
    for (const tag of request.tags) await this.removeImage(tag);
    throw wrongPlatformError(image.platform, request);
  }

  close(): void {
    this.#connection.close();
  }
}

function wrongPlatformError(
  built: string,
  { platform, dockerfile, dockerfileSource }: BuildRequest,
): BrickyardError {
  const file = dockerfileSource?.file ?? dockerfile;
  return new BrickyardError(
    'BUILD_FAILED',
    `${file}: the engine built an image for ${built}, not for ${platform}`,
    { hint: 'leave --platform out of the last FROM, and check its base image' },
  );
}
