import { once } from 'node:events';
import { PassThrough } from 'node:stream';

import Docker from 'dockerode';

import {
  type EngineInfo,
  hasContainerdStore,
} from '../../brickyard/src/engine/engine-info';

/** What dockerode has no type for. */
interface Demultiplexer {
  demuxStream: (
    stream: NodeJS.ReadableStream,
    stdout: NodeJS.WritableStream,
    stderr: NodeJS.WritableStream,
  ) => void;
}

/** Inspects an engine without the code under test, and cleans up there. */
export class EngineProbe {
  readonly #docker: Docker;

  /** The engine of this machine, or the one at a socket. */
  constructor(socketPath?: string) {
    this.#docker = new Docker(socketPath ? { socketPath } : undefined);
  }

  async hasContainerdStore(): Promise<boolean> {
    return hasContainerdStore((await this.#docker.info()) as EngineInfo);
  }

  /** Containers, in any state, that were made of an image under this name. */
  async listContainers(image: string): Promise<string[]> {
    const containers = await this.#docker.listContainers({ all: true });
    return containers
      .filter(({ Image }) => Image === image)
      .flatMap(({ Names }) => Names);
  }

  /** Names of volumes without a name, as an image's VOLUME gives them to these containers. */
  async listOwnVolumes(containers: readonly string[]): Promise<string[]> {
    const found = await Promise.all(
      containers.map((name) =>
        this.#docker.getContainer(name.replace('/', '')).inspect(),
      ),
    );
    return found
      .flatMap(({ Mounts }) => Mounts.map(({ Name }) => Name ?? ''))
      .filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  /** Those of these volumes that are still there. */
  async remainingVolumes(names: readonly string[]): Promise<string[]> {
    const { Volumes } = await this.#docker.listVolumes();
    const there = new Set(Volumes.map(({ Name }) => Name));
    return names.filter((name) => there.has(name));
  }

  /** Names `<prefix>…:tag`, sorted. */
  async listTags(prefix: string): Promise<string[]> {
    const images = await this.#docker.listImages();
    return images
      .flatMap(({ RepoTags }) => RepoTags ?? [])
      .filter((tag) => tag.startsWith(prefix))
      .sort();
  }

  async inspect(reference: string) {
    const { Id, Config, RootFS } = await this.#docker
      .getImage(reference)
      .inspect();
    const layers = RootFS.Layers ?? [];
    return { id: Id, labels: Config.Labels ?? {}, env: Config.Env, layers };
  }

  /** `name` is `repository:tag`. */
  async tag(reference: string, name: string): Promise<void> {
    const colon = name.lastIndexOf(':');
    const [repo, tag] = [name.slice(0, colon), name.slice(colon + 1)];
    await this.#docker.getImage(reference).tag({ repo, tag });
  }

  history(reference: string): Promise<unknown> {
    return this.#docker.getImage(reference).history();
  }

  /** Every layer and all metadata, as `docker save` writes them. */
  save(reference: string): Promise<NodeJS.ReadableStream> {
    return this.#docker.getImage(reference).get();
  }

  /** `docker run --rm`; rejects with what it printed unless it exits with 0. */
  async run(
    reference: string,
    command: readonly string[],
    settings: Docker.HostConfig = {},
  ): Promise<string> {
    const container = await this.#docker.createContainer({
      ...{ Image: reference, Cmd: [...command], Tty: false },
      HostConfig: { ...settings, AutoRemove: true },
    });
    const stream = await container.attach({
      ...{ stream: true, stdout: true, stderr: true },
    });
    const output = new PassThrough();
    const chunks: string[] = [];
    output.on('data', (chunk) => chunks.push(String(chunk)));
    const { modem } = container as { modem: Demultiplexer };
    modem.demuxStream(stream, output, output);
    // A container may be gone before all that it printed has arrived.
    const ended = Promise.all([
      container.wait({ condition: 'next-exit' }),
      once(stream, 'end'),
    ]);
    // Where it does not start, that is what went wrong.
    ended.catch(() => undefined);
    await container.start();
    const [{ StatusCode: status }] = (await ended) as [
      { StatusCode: number },
      unknown,
    ];
    const text = chunks.join('');
    if (status === 0) return text;
    throw new Error(`${command.join(' ')} exited with ${status}:\n${text}`);
  }

  /** Removes every name that starts with one of these; an image goes with its last name. */
  async removeImages(prefixes: readonly string[]): Promise<void> {
    const images = await this.#docker.listImages();
    const names = images
      .flatMap(({ RepoTags, RepoDigests }) => [
        ...(RepoTags ?? []),
        ...(RepoDigests ?? []),
      ])
      .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
    for (const name of names) await this.removeImage(name);
  }

  async removeImage(reference: string): Promise<void> {
    try {
      await this.#docker.getImage(reference).remove({ force: true });
    } catch (error) {
      // It went with another of its names.
      if ((error as { statusCode?: number }).statusCode !== 404) throw error;
    }
  }
}
