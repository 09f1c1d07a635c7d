import type { EngineImage } from './engine';

/** https://docs.docker.com/reference/api/engine/ (ImageList) */
export interface ListedImage {
  Id: string;
  RepoTags?: string[] | null;
  RepoDigests?: string[] | null;
  Labels?: Record<string, string> | null;
  Size: number;
  /** Seconds since 1970. */
  Created: number;
}

/** https://docs.docker.com/reference/api/engine/ (ImageInspect) */
export interface InspectedImage {
  Id: string;
  RepoTags?: string[] | null;
  RepoDigests?: string[] | null;
  Config?: { Labels?: Record<string, string> | null } | null;
  Size: number;
  /** RFC 3339 with nanoseconds; missing when the image does not say. */
  Created?: string;
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
  };
}

function names(image: ListedImage | InspectedImage) {
  return {
    id: image.Id,
    tags: (image.RepoTags ?? []).filter(isNamed),
    digests: (image.RepoDigests ?? []).filter(isNamed),
    size: image.Size,
  };
}

/** Engine 20.10 names what has no name `<none>:<none>` and `<none>@<none>`. */
function isNamed(name: string): boolean {
  return !name.startsWith('<none>') && !name.endsWith('<none>');
}
