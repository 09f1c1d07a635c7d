import type { Readable } from 'node:stream';

/** A login for a registry. A secret: never printed, never in a key. */
export interface EngineCredentials {
  username: string;
  password: string;
  /** For the registry itself, which takes it as it is; the other two are empty then. */
  registryToken?: string;
}

/** The login for one registry host (`docker.io`, `127.0.0.1:5000`), if any. */
export type CredentialsFor = (
  host: string,
) => Promise<EngineCredentials | undefined>;

export interface EngineImage {
  /**
   * `sha256:…`: the digest of the image's config, or, in containerd's store, of its
   * manifest. An image may be gone there once no tag names it.
   */
  id: string;
  /** `name:tag` as the engine prints them: `brickyard/python:latest`. */
  tags: string[];
  /** `name@sha256:…`: what registries call this image. */
  digests: string[];
  labels: Record<string, string>;
  /** ISO 8601. */
  created: string;
  /** `inspectImage` sets it; a list of images does not. */
  config?: ImageConfig;
  /** `linux/amd64`; set where `config` is. */
  platform?: string;
}

/** How an image configures the containers made from it. */
export interface ImageConfig {
  user: string;
  workdir: string;
  entrypoint: string[];
  command: string[];
  environment: Record<string, string>;
  /** `8080/tcp` */
  exposedPorts: string[];
  volumes: string[];
}

/** A layer as an engine stores it. */
export interface EngineLayer {
  /** Digest of its content, which is not compressed. */
  unpacked: string;
  /** Bytes of its files; null where the engine's history is not of these layers. */
  size: number | null;
  /** What made it; empty where the image does not say. */
  createdBy: string;
}

export interface BuildRequest {
  /** A tar stream; the Dockerfile is in it under `dockerfile`. */
  context: Readable;
  dockerfile: string;
  /** The same Dockerfile as text, and its name for messages: a failing step is looked up in it. */
  dockerfileSource?: { file: string; text: string };
  platform: string;
  target?: string;
  buildArgs: Record<string, string>;
  labels: Record<string, string>;
  /** Local tags to put on the result, `name:tag`. */
  tags: string[];
  /** References whose inline cache may be used; missing ones are ignored. */
  cacheFrom: string[];
  /** `host`: RUN steps reach what this machine reaches, its loopback too. */
  network?: 'host';
  /** Value by id, given only to the step that mounts it. */
  secrets: Record<string, Uint8Array>;
  /** What Brickyard added to the author's Dockerfile. */
  extension?: BuildExtension;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}

export interface BuildExtension {
  /** By id: mounted like secrets, but not secret. */
  files: Readonly<Record<string, Uint8Array>>;
  /** The flags of each RUN that mount them; no message repeats these. */
  flags: string;
}

/** The events of a running build, already decoded. */
export type BuildEvent =
  | {
      type: 'step';
      state: 'started' | 'done' | 'cached' | 'error';
      name: string;
      seconds?: number;
      error?: string;
    }
  /** A whole line that a step printed. */
  | { type: 'log'; step: string; line: string }
  | { type: 'warning'; message: string };

/** What a push or a pull tells while it works. */
export type PushEvent = LayerEvent | RepeatEvent;

export interface LayerEvent {
  type: 'layer';
  id: string;
  /** The engine's own word: `Pushed`, `Layer already exists`, … */
  state: string;
  /** Bytes so far and in all, while a layer is on its way. */
  progress?: { current: number; total: number };
}

export interface PushOptions {
  signal?: AbortSignal;
  /**
   * Rejects with the registry's own reason not to be written to. An engine may pass
   * on the words of a refusal only, and words do not say whether to try again.
   */
  askRegistry?: () => Promise<unknown>;
}

/** The registry failed for a moment: it is asked again for what is missing. Told once. */
export interface RepeatEvent {
  type: 'repeat';
  /** What the engine said of it. */
  reason: string;
}

export interface PushResult {
  /** Digest of the manifest that the registry now holds. */
  digest: string;
}

export interface ContainerRequest {
  /** Tag, digest reference or id; it is not pulled. */
  image: string;
  /** In place of the image's ENTRYPOINT and CMD. */
  command: readonly string[];
  /** What the command reads on stdin. */
  input?: string;
  /** Without it the container has only loopback; `bridge` is the engine's own network. */
  network?: 'host' | 'bridge';
  /** Volumes of the engine that the command sees besides its image. */
  volumes?: readonly ContainerVolume[];
  /** Seconds; 120 when left out. An engine that emulates gives more. */
  timeout?: number;
  /** Seconds until its first output; as long as it may run when left out. */
  silence?: number;
  /** Bytes of stdout and stderr together; 64 MiB when left out. */
  maxOutput?: number;
  signal?: AbortSignal;
}

export interface ContainerVolume {
  /** A volume of the engine; it is created when it does not exist. */
  name: string;
  target: string;
  /** Read-only without it. */
  writable?: boolean;
}

/** A folder of the machine that the engine runs on. */
export interface EngineFolder {
  /** Absolute. */
  source: string;
  /** Where the command sees it, and works. */
  target: string;
}

/** A command that runs for as long as somebody wants it, with streams of theirs. */
export interface AttachRequest extends Pick<
  ContainerRequest,
  'image' | 'command' | 'network' | 'volumes' | 'signal'
> {
  /** What the command reads on stdin; its end is the end of that. */
  input?: Readable;
  /** The command gets a terminal, whose size follows this one. */
  terminal?: TerminalSize;
  /** The next piece comes once this has resolved. A terminal has no stderr. */
  onOutput: (
    bytes: Uint8Array,
    from: 'stdout' | 'stderr',
  ) => void | Promise<void>;
  folder?: EngineFolder;
  /** The engine's own first process starts the command, and hands it its signals. */
  init?: boolean;
  /** Of the container, by the port of the engine's loopback that leads there; not with `host`. */
  ports?: Readonly<Record<number, number>>;
}

export interface TerminalSize {
  size: () => { columns: number; rows: number };
  /** Returns what ends the listening. */
  onResize: (listener: () => void) => () => void;
}

export interface ContainerResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The part of a Docker-compatible daemon that Brickyard needs. */
export interface Engine {
  /**
   * How many times longer programs of an image may take here: 1, or more on an
   * engine for another processor, which emulates the one of the images.
   */
  slowdown(): Promise<number>;
  /** As the engine prints it: `28.5.2`. Rejects ENGINE_*. */
  version(): Promise<string | undefined>;
  /** Every image that has a tag. Rejects ENGINE_UNREACHABLE, ENGINE_DENIED. */
  listImages(): Promise<EngineImage[]>;
  /** By tag, digest reference or id; `undefined` when it is not there. */
  inspectImage(reference: string): Promise<EngineImage | undefined>;
  /**
   * Bytes of the files in all its layers, as a machine stores that unpacks it;
   * `undefined` when it is not there. May take seconds for each gigabyte.
   */
  measureImage(reference: string): Promise<number | undefined>;
  /**
   * Whether it keeps layers as registries have them; one that does not compresses what
   * it uploads anew. Rejects ENGINE_*.
   */
  hasContainerdStore(): Promise<boolean>;
  /** What made each layer, oldest first. Rejects ENGINE_FAILED when there is no such image. */
  listHistory(reference: string): Promise<string[]>;
  /** Oldest first; `undefined` when the image is not there. */
  listLayers(reference: string): Promise<EngineLayer[] | undefined>;
  /**
   * Rejects BUILD_FAILED (a step, or an image for another platform), DISK_FULL,
   * INTERRUPTED, ENGINE_*.
   */
  buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }>;
  /**
   * As `buildImage`, but the engine keeps no image: it hands over the texts of the
   * files that one would have, by path. The request has no tags.
   */
  buildFiles(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<ReadonlyMap<string, string>>;
  /** Adds `name:tag` to an image, moving it there if another has it. */
  tagImage(source: string, tag: string): Promise<void>;
  /** Uploads what the registry lacks and writes the tag last. */
  pushImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    options?: PushOptions,
  ): Promise<PushResult>;
  pullImage(
    reference: string,
    credentials: EngineCredentials | undefined,
    onEvent: (event: PushEvent) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * Runs a command as root in a new container, and always removes the
   * container. Rejects CONTAINER_FAILED when it does not start, runs too long
   * or prints too much; a command that fails resolves with its exit code.
   */
  runContainer(request: ContainerRequest): Promise<ContainerResult>;
  /**
   * Runs a command as root in a new container until it ends by itself, and always
   * removes the container. Resolves to its exit code. Rejects CONTAINER_FAILED when
   * it does not start, and INTERRUPTED.
   */
  attachContainer(request: AttachRequest): Promise<number>;
  /**
   * Its address where it is on another machine, as far as that shows: then no folder
   * of this one is there, and its loopback is not ours.
   */
  readonly elsewhere: string | undefined;
  /** Removes a name, and the image with its last name. A missing one is not an error. */
  removeImage(reference: string): Promise<void>;
  hasVolume(name: string): Promise<boolean>;
  /** A volume that is missing, or that a container still uses, is not an error. */
  removeVolume(name: string): Promise<void>;
  /** Ends open connections, so that the process can exit. */
  close(): void;
}
