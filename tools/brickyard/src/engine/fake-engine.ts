import { BrickyardError } from '../errors';
import { parseReference } from '../reference/parse-reference';
import type { Registry } from '../registry/registry';
import { noImageError } from './container-errors';
import { watchLimits } from './container-limits';
import type {
  BuildEvent,
  BuildRequest,
  ContainerRequest,
  ContainerResult,
  Engine,
  EngineCredentials,
  EngineImage,
  PushEvent,
  PushResult,
} from './engine';
import { interruptedError } from './engine-errors';
import {
  createFakeImage,
  fakeManifest,
  fakePlatform,
  MANIFEST_TYPE,
  parseFakeImage,
} from './fake-image';
import { FakeImageStore } from './fake-image-store';

/** A build that a FakeEngine was asked for. */
export interface RecordedBuild extends Omit<BuildRequest, 'context'> {
  /** The tar's bytes. */
  context: Uint8Array;
}

/** What goes wrong, and when: an error to reject with, or nothing. */
export interface FakeFailures {
  /** Every call, as an engine that is not there. */
  engine?: () => Error | undefined;
  build?: (request: BuildRequest) => Error | undefined;
  push?: (reference: string) => Error | undefined;
}

/** What a container does; throws or rejects when it is to fail. */
export type FakeContainer = (
  request: ContainerRequest,
) => ContainerResult | Promise<ContainerResult>;

/** An engine in memory for specs: ids depend on the request alone. */
export class FakeEngine implements Engine {
  readonly builds: RecordedBuild[] = [];
  readonly pushes: string[] = [];
  readonly pulls: string[] = [];
  readonly runs: ContainerRequest[] = [];
  /** Names alone: what is in them is the container's affair. */
  readonly volumes = new Set<string>();
  readonly failures: FakeFailures;
  readonly #registry: Registry | undefined;
  readonly #images = new FakeImageStore();
  /** Prints nothing and exits with 0, unless told otherwise. */
  container: FakeContainer;

  /** Pushes and pulls go through `registry`; without one they reject. */
  constructor(
    options: {
      registry?: Registry;
      failures?: FakeFailures;
      container?: FakeContainer;
    } = {},
  ) {
    this.#registry = options.registry;
    this.failures = options.failures ?? {};
    this.container = options.container ?? printNothing;
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

  /** None: its images are made of no steps. */
  async listHistory(reference: string): Promise<string[]> {
    await refuse(this.failures.engine?.());
    this.#images.expect(reference);
    return [];
  }

  async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    await refuse(this.failures.engine?.());
    const context = await readContext(request);
    this.builds.push({ ...request, context });
    const name = `[1/1] ${request.dockerfile}`;
    onEvent({ type: 'step', state: 'started', name });
    await refuse(this.failures.build?.(request));
    onEvent({ type: 'step', state: 'done', name, seconds: 0 });
    const image = createFakeImage(request, context);
    this.#images.add(image, request.tags);
    return { id: image.id };
  }

  async tagImage(source: string, tag: string): Promise<void> {
    await refuse(this.failures.engine?.());
    this.#images.tag(this.#images.expect(source).id, tag);
  }

  async pushImage(
    reference: string,
    _credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<PushResult> {
    await refuse(this.failures.engine?.());
    await refuse(signal?.aborted ? interruptedError(signal.reason) : undefined);
    const image = this.#images.expect(reference);
    const registry = this.#reach('push', reference);
    this.pushes.push(reference);
    const { tag = 'latest', ...at } = parseReference(reference);
    await registry.uploadBlob(at, image.layer);
    onEvent({ type: 'layer', id: image.id.slice(7, 19), state: 'Pushed' });
    await refuse(this.failures.push?.(reference));
    await registry.uploadBlob(at, image.config);
    const manifest = { bytes: fakeManifest(image), mediaType: MANIFEST_TYPE };
    const digest = await registry.putManifest(at, tag, manifest);
    this.#images.addDigest(image.id, reference, digest);
    return { digest };
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
    const at = parseReference(reference);
    const wanted = at.digest ?? at.tag ?? 'latest';
    const manifest = await registry.getManifest(at, wanted);
    if (!manifest) throw unknownError(reference);
    const image = await parseFakeImage(manifest.bytes, (digest) =>
      registry.getBlob(at, digest),
    );
    this.#images.add(image, at.digest === undefined ? [reference] : []);
    this.#images.addDigest(image.id, reference, manifest.digest);
    onEvent({
      type: 'layer',
      id: image.id.slice(7, 19),
      state: 'Pull complete',
    });
  }

  async runContainer(request: ContainerRequest): Promise<ContainerResult> {
    await refuse(this.failures.engine?.());
    if (!this.#images.find(request.image)) throw noImageError(request);
    this.runs.push(request);
    for (const { name } of request.volumes ?? []) this.volumes.add(name);
    const { signal, guard, release } = watchLimits(request);
    try {
      signal.throwIfAborted();
      const result = await Promise.race([
        this.container(request),
        rejectOn(signal),
      ]);
      guard(Buffer.byteLength(result.stdout + result.stderr));
      return result;
    } finally {
      release();
    }
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

  #reach(action: string, reference: string): Registry {
    if (this.#registry !== undefined) return this.#registry;
    const message = `cannot ${action} ${reference}: no registry answers`;
    throw new BrickyardError('REGISTRY_UNREACHABLE', message);
  }
}

/** Reads the context to its end, as an engine does, or fails as it fails. */
async function readContext(request: BuildRequest): Promise<Uint8Array> {
  const { context, signal } = request;
  const stop = () => context.destroy();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of context) chunks.push(chunk as Uint8Array);
  } catch (error) {
    throw signal?.aborted ? interruptedError(error) : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks);
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

function unknownError(reference: string): BrickyardError {
  const message = `cannot pull ${reference}: not found`;
  return new BrickyardError('REGISTRY_NAME_UNKNOWN', message);
}

function refuse(error: Error | undefined): Promise<void> {
  return error === undefined ? Promise.resolve() : Promise.reject(error);
}
