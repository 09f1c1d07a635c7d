import type { EngineImage, ImageConfig } from './engine';

/** https://docs.docker.com/reference/api/engine/ (ImageList) */
export interface ListedImage {
  Id: string;
  RepoTags?: string[] | null;
  RepoDigests?: string[] | null;
  Labels?: Record<string, string> | null;
  /** Seconds since 1970. */
  Created: number;
}

/** https://docs.docker.com/reference/api/engine/ (ImageInspect) */
export interface InspectedImage {
  Id: string;
  RepoTags?: string[] | null;
  RepoDigests?: string[] | null;
  Config?: InspectedConfig | null;
  Os?: string;
  Architecture?: string;
  /** Compressed in containerd's store. */
  Size: number;
  /** Digests of the layers' contents, oldest first. */
  RootFS?: { Layers?: string[] | null };
  /** RFC 3339 with nanoseconds; missing when the image does not say. */
  Created?: string;
}

/** https://github.com/opencontainers/image-spec/blob/main/config.md */
interface InspectedConfig {
  Labels?: Record<string, string> | null;
  User?: string;
  WorkingDir?: string;
  Entrypoint?: string[] | null;
  Cmd?: string[] | null;
  Env?: string[] | null;
  ExposedPorts?: Record<string, unknown> | null;
  Volumes?: Record<string, unknown> | null;
}

export function fromListed(image: ListedImage): EngineImage {
  return {
    ...names(image),
    labels: image.Labels ?? {},
    created: new Date(image.Created * 1000).toISOString(),
  };
}

export function fromInspected(image: InspectedImage): EngineImage {
  return {
    ...names(image),
    labels: image.Config?.Labels ?? {},
    created: new Date(image.Created || 0).toISOString(),
    config: readConfig(image.Config ?? {}),
    ...(image.Os && { platform: `${image.Os}/${image.Architecture}` }),
  };
}

function readConfig(config: InspectedConfig): ImageConfig {
  return {
    user: config.User ?? '',
    workdir: config.WorkingDir ?? '',
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
    environment: Object.fromEntries((config.Env ?? []).map(splitVariable)),
    exposedPorts: Object.keys(config.ExposedPorts ?? {}),
    volumes: Object.keys(config.Volumes ?? {}),
  };
}

function splitVariable(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function names(image: ListedImage | InspectedImage) {
  return {
    id: image.Id,
    tags: (image.RepoTags ?? []).filter(isNamed),
    digests: (image.RepoDigests ?? []).filter(isNamed),
  };
}

/** Engine 20.10 shows a missing name as `<none>:<none>` and `<none>@<none>`. */
function isNamed(name: string): boolean {
  return !name.startsWith('<none>') && !name.endsWith('<none>');
}
