import { BrickyardError } from '../errors';
import { canonicalRegistry, DOCKER_HUB, isRegistryName } from './hub';
import type { Reference } from './reference';

const HOST_PART = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const REGISTRY = new RegExp(
  `^(?:${HOST_PART}(?:\\.${HOST_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`,
);
const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const REPOSITORY_LIMIT = 255;
const TAG = /^\w[\w.-]{0,127}$/;
const TAG_LIMIT = 128;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-f0-9]{32,}$/;
const SHA256 = /^sha256:[a-f0-9]{64}$/;
const IMAGE_ID = /^[a-f0-9]{64}$/;

/**
 * `[registry/]repository[:tag][@digest]` with Docker Hub's defaults filled in;
 * no tag is invented. Throws REFERENCE_INVALID.
 */
export function parseReference(text: string): Reference {
  const parts = splitReference(text);
  const wrong = findFault(text, parts);
  if (wrong === undefined) return parts;
  throw new BrickyardError(
    'REFERENCE_INVALID',
    `"${text}" is not an image reference: ${wrong}`,
    { hint: 'Write [registry/]repository[:tag][@sha256:…], as ubuntu:24.04' },
  );
}

/** What is wrong with a tag, or `undefined`. */
export function findTagFault(tag: string): string | undefined {
  if (TAG.test(tag)) return undefined;
  if (tag === '') return 'the tag after ":" is empty';
  if (tag.length > TAG_LIMIT) {
    return `the tag has ${tag.length} characters, at most ${TAG_LIMIT} are allowed`;
  }
  return `the tag "${tag}" may hold only letters, digits, "_", "." and "-", and starts with none of the last two`;
}

/** What is wrong with a digest, or `undefined`. */
export function findDigestFault(digest: string): string | undefined {
  const isWhole = digest.startsWith('sha256:') ? SHA256 : DIGEST;
  if (isWhole.test(digest)) return undefined;
  return `"${digest}" is not a digest (sha256: and 64 lower-case hex digits)`;
}

function splitReference(text: string): Reference {
  const [name, digest] = cut(text, text.indexOf('@'));
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const hasHost = slash >= 0 && isRegistryName(first);
  const registry = hasHost ? canonicalRegistry(first) : DOCKER_HUB;
  const path = hasHost ? name.slice(slash + 1) : name;
  const colon = path.lastIndexOf(':');
  const [bare, tag] = cut(path, colon > path.lastIndexOf('/') ? colon : -1);
  const isOfficial = registry === DOCKER_HUB && !bare.includes('/');
  const repository = isOfficial && bare !== '' ? `library/${bare}` : bare;
  return {
    registry,
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

function cut(text: string, at: number): [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function findFault(text: string, parts: Reference): string | undefined {
  if (text === '') return 'it is empty';
  if (/\s/.test(text)) return 'it holds white space';
  if (/^[a-z]+:\/\//i.test(text)) return 'it starts with a URL scheme';
  if (IMAGE_ID.test(text)) return 'it is an image id, not a name';
  return (
    findNameFault(parts) ??
    (parts.tag === undefined ? undefined : findTagFault(parts.tag)) ??
    (parts.digest === undefined ? undefined : findDigestFault(parts.digest))
  );
}

function findNameFault(parts: Reference): string | undefined {
  const { registry, repository } = parts;
  if (!REGISTRY.test(registry)) return `"${registry}" is not a registry host`;
  if (repository === '') return 'the repository is empty';
  if (repository !== repository.toLowerCase()) {
    return `the repository "${repository}" must be lower-case`;
  }
  if (repository.length > REPOSITORY_LIMIT) {
    return `the repository has ${repository.length} characters, at most ${REPOSITORY_LIMIT} are allowed`;
  }
  if (REPOSITORY.test(repository)) return undefined;
  return `the repository "${repository}" may hold only a-z, 0-9 and, between those, ".", "_", "__", "-" and "/"`;
}
