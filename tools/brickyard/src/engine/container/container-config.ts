import type {
  ContainerRequest,
  ContainerVolume,
  EngineFolder,
} from '../engine';

/** What a container is made of, whoever reads what it prints. */
export interface ContainerShape extends Pick<
  ContainerRequest,
  'image' | 'command' | 'network' | 'volumes'
> {
  /** Its stdin is open until whoever attached to it ends it, or is gone. */
  reads: boolean;
  terminal?: boolean;
  folder?: EngineFolder;
  init?: boolean;
  /** Of the container, by the port of loopback that leads there. */
  ports?: Readonly<Record<number, number>>;
}

/**
 * As a cluster sets a container up: root, and the image's own environment, whatever
 * its USER, ENTRYPOINT and CMD. Where these facts are from is in the rules IMG-04
 * and IMG-05.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate
 */
export function containerConfig(shape: ContainerShape) {
  const { image, command, network, reads, terminal = false } = shape;
  const { volumes = [], folder, init, ports = {} } = shape;
  return {
    Image: image,
    Entrypoint: command,
    Cmd: [],
    // By number: an image may have no /etc/passwd.
    User: '0:0',
    ...(folder && { WorkingDir: folder.target }),
    Tty: terminal,
    AttachStdin: reads,
    OpenStdin: reads,
    StdinOnce: reads,
    AttachStdout: true,
    AttachStderr: true,
    ExposedPorts: exposedPorts(ports),
    HostConfig: {
      NetworkMode: network ?? 'none',
      Mounts: [...volumes.map(volumeMount), ...(folder ? [bind(folder)] : [])],
      PortBindings: portBindings(ports),
      ...(init && { Init: true }),
      // The engine removes it even if this process dies first.
      AutoRemove: true,
      // We read the output as it comes; a copy on disk has no use.
      LogConfig: { Type: 'none' },
    },
  };
}

/** Starts empty: the image's files at that path are not copied into it. */
function volumeMount({ name, target, writable = false }: ContainerVolume) {
  return {
    Type: 'volume',
    Source: name,
    Target: target,
    ReadOnly: !writable,
    VolumeOptions: { NoCopy: true },
  };
}

/** Unlike `-v`, this makes no folder where there is none. */
function bind({ source, target }: EngineFolder) {
  return { Type: 'bind', Source: source, Target: target };
}

type Ports = NonNullable<ContainerShape['ports']>;

function exposedPorts(ports: Ports) {
  const names = Object.values(ports).map((port) => [`${port}/tcp`, {}]);
  return Object.fromEntries(names) as Record<string, object>;
}

function portBindings(ports: Ports) {
  const bindings = Object.entries(ports).map(([host, port]) => [
    `${port}/tcp`,
    [{ HostIp: '127.0.0.1', HostPort: host }],
  ]);
  return Object.fromEntries(bindings) as Record<string, object[]>;
}
