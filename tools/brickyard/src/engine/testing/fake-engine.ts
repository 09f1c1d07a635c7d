import {
  BrickyardError,
  interruptedError,
  isBrickyardError,
} from '../../errors';
import type { Registry } from '../../registry/registry';
import { noImageError } from '../container/container-errors';
import { watchLimits } from '../container/container-limits';
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
} from '../engine';
import { readFakeContext } from './fake-context';
import {
  createFakeImage,
  fakeLayer,
  fakePlatform,
  measureFake,
} from './fake-image';
import { FakeImageStore } from './fake-image-store';
import { pullFake, pushFake } from './fake-transfer';

/** A build request that a FakeEngine received. */
export interface RecordedBuild extends Omit<BuildRequest, 'context'> {
  /** The tar's bytes. */
  context: Uint8Array;
}

/** What goes wrong, and when: an error to reject with, or nothing. */
export interface FakeFailures {
  /** Fails every call, like an engine that is not there. */
  engine?: () => Error | undefined;
  build?: (request: BuildRequest) => Error | undefined;
  push?: (reference: string) => Error | undefined;
}

/** What a container does; throws or rejects when it is to fail. */
export type FakeContainer = (
  request: ContainerRequest,
) => ContainerResult | Promise<ContainerResult>;

/** What a container does that somebody attaches to; resolves to its exit code. */
export type FakeSession = (request: AttachRequest) => number | Promise<number>;

/** An engine in memory for specs: ids depend on the request alone. */
export class FakeEngine implements Engine {
  readonly builds: RecordedBuild[] = [];
  readonly pushes: string[] = [];
  readonly pulls: string[] = [];
  readonly runs: ContainerRequest[] = [];
  readonly sessions: AttachRequest[] = [];
  elsewhere: string | undefined;
  /** Only names: the fake does not know what is in a volume. */
  readonly volumes = new Set<string>();
  readonly failures: FakeFailures;
  /** What it says of itself. */
  release: string | undefined;
  /** Whether it says to keep layers as registries have them. */
  keepsLayers = false;
  /** How many times slower its containers are. */
  emulates = 1;
  readonly #registry: Registry | undefined;
  readonly #images = new FakeImageStore();
  /** What the step of the build that was recorded last prints: nothing, unless told otherwise. */
  prints: () => readonly string[] = () => [];
  /** The files that a build hands over: none, unless told otherwise. */
  files: (request: BuildRequest) => Record<string, string> = () => ({});
  /** Prints nothing and exits with 0, unless told otherwise. */
  container: FakeContainer;
  /** The same of one that somebody attaches to. */
  session: FakeSession;

  /** Pushes and pulls go through `registry`; without one they reject. */
  constructor(
    options: {
      registry?: Registry;
      failures?: FakeFailures;
      container?: FakeContainer;
      session?: FakeSession;
    } = {},
  ) {
    this.#registry = options.registry;
    this.failures = options.failures ?? {};
    this.container = options.container ?? printNothing;
    this.session = options.session ?? (() => 0);
  }

  slowdown(): Promise<number> {
    return Promise.resolve(this.emulates);
  }

  async version(): Promise<string | undefined> {
    await refuse(this.failures.engine?.());
    return this.release;
  }

  async listImages(): Promise<EngineImage[]> {
    await refuse(this.failures.engine?.());
    return this.#images.listTagged();
  }

  async inspectImage(reference: string): Promise<EngineImage | undefined> {
    await refuse(this.failures.engine?.());
    const image = this.#images.find(reference);
    if (image === undefined) return undefined;
    return { ...this.#images.describe(image), platform: fakePlatform(image) };
  }

  async measureImage(reference: string): Promise<number | undefined> {
    await refuse(this.failures.engine?.());
    const image = this.#images.find(reference);
    return image && measureFake(image);
  }

  async hasContainerdStore(): Promise<boolean> {
    await refuse(this.failures.engine?.());
    return this.keepsLayers;
  }

  /** Always empty: its images have no steps. */
  async listHistory(reference: string): Promise<string[]> {
    await refuse(this.failures.engine?.());
    this.#images.expect(reference);
    return [];
  }

  async listLayers(reference: string): Promise<EngineLayer[] | undefined> {
    await refuse(this.failures.engine?.());
    const image = this.#images.find(reference);
    return image && [fakeLayer(image)];
  }

  async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    const context = await this.#build(request, onEvent);
    const image = createFakeImage(request, context);
    this.#images.add(image, request.tags);
    return { id: image.id };
  }

  async buildFiles(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<ReadonlyMap<string, string>> {
    await this.#build(request, onEvent);
    return new Map(Object.entries(this.files(request)));
  }

  async tagImage(source: string, tag: string): Promise<void> {
    await refuse(this.failures.engine?.());
    this.#images.tag(this.#images.expect(source).id, tag);
  }

  async pushImage(
    reference: string,
    _credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    { signal }: PushOptions = {},
  ): Promise<PushResult> {
    await refuse(this.failures.engine?.());
    await refuse(signal?.aborted ? interruptedError(signal.reason) : undefined);
    this.#images.expect(reference);
    const registry = this.#reach('push', reference);
    this.pushes.push(reference);
    const transfer = { images: this.#images, registry, reference, onEvent };
    return pushFake(transfer, () => refuse(this.failures.push?.(reference)));
  }

  async pullImage(
    reference: string,
    _credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    await refuse(this.failures.engine?.());
    await refuse(signal?.aborted ? interruptedError(signal.reason) : undefined);
    const registry = this.#reach('pull', reference);
    this.pulls.push(reference);
    await pullFake({ images: this.#images, registry, reference, onEvent });
  }

  async runContainer(request: ContainerRequest): Promise<ContainerResult> {
    await refuse(this.failures.engine?.());
    if (!this.#images.find(request.image)) throw noImageError(request);
    this.runs.push(request);
    for (const { name } of request.volumes ?? []) this.volumes.add(name);
    const { signal, guard, release } = watchLimits(request);
    try {
      signal.throwIfAborted();
      const said = await Promise.race([
        this.container(request),
        rejectOn(signal),
      ]);
      const result = { ...said, stdout: sealAnswer(said.stdout, request) };
      guard(Buffer.byteLength(result.stdout + result.stderr));
      return result;
    } finally {
      release();
    }
  }

  async attachContainer(request: AttachRequest): Promise<number> {
    await refuse(this.failures.engine?.());
    if (!this.#images.find(request.image)) throw noImageError(request);
    this.sessions.push(request);
    const { signal } = request;
    if (signal === undefined) return this.session(request);
    const ended = rejectOn(signal).catch((reason: unknown) => {
      throw isBrickyardError(reason) ? reason : interruptedError(reason);
    });
    return Promise.race([this.session(request), ended]);
  }

  async removeImage(reference: string): Promise<void> {
    await refuse(this.failures.engine?.());
    this.#images.remove(reference);
  }

  async hasVolume(name: string): Promise<boolean> {
    await refuse(this.failures.engine?.());
    return this.volumes.has(name);
  }

  async removeVolume(name: string): Promise<void> {
    await refuse(this.failures.engine?.());
    this.volumes.delete(name);
  }

  close(): void {
    // Nothing is open.
  }

  async #build(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<Uint8Array> {
    await refuse(this.failures.engine?.());
    const context = await readFakeContext(request);
    this.builds.push({ ...request, context });
    const name = `[1/1] ${request.dockerfile}`;
    onEvent({ type: 'step', state: 'started', name });
    for (const line of this.prints())
      onEvent({ type: 'log', step: name, line });
    await refuse(this.failures.build?.(request));
    onEvent({ type: 'step', state: 'done', name, seconds: 0 });
    return context;
  }

  #reach(action: string, reference: string): Registry {
    if (this.#registry !== undefined) return this.#registry;
    const message = `cannot ${action} ${reference}: no registry answers`;
    throw new BrickyardError('REGISTRY_UNREACHABLE', message);
  }
}

function printNothing(): ContainerResult {
  return { exitCode: 0, stdout: '', stderr: '' };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
}

function refuse(error: Error | undefined): Promise<void> {
  return error === undefined ? Promise.resolve() : Promise.reject(error);
}

/** What a test has a container print, with the token of the script that it is given. */
function sealAnswer(stdout: string, { input = '' }: ContainerRequest): string {
  const [, token] = /\bbrickyard:(?:row|test):([\da-f-]{36})/.exec(input) ?? [];
  if (token === undefined) return stdout;
  const mark = /(^|\tprobe\t)(brickyard:(?:row|test))(?=\t)/gm;
  return stdout.replace(mark, `$1$2:${token}`);
}
