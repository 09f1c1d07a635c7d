import { BrickyardError } from '../errors';
import { DOCKER_HUB, isRegistryName } from './hub';
import { findDigestFault, findTagFault } from './parse-reference';
import type { Reference } from './reference';

const OFFICIAL = /^library\/([^/]+)$/;

/** Canonical text: `docker.io/library/ubuntu:24.04`. */
export function printReference(reference: Reference): string {
  return `${reference.registry}/${reference.repository}${printSuffix(reference)}`;
}

/** The name as docker prints it: `ubuntu:24.04`, `team/python@sha256:…`. */
export function familiarName(reference: Reference): string {
  return `${familiarPath(reference)}${printSuffix(reference)}`;
}

/** Another tag of the same repository. A digest is dropped: it named other content. */
export function withTag(reference: Reference, tag: string): Reference {
  refuse(tag, findTagFault(tag));
  const { registry, repository } = reference;
  return { registry, repository, tag };
}

/** The same reference, pinned. The tag stays, for people to read. */
export function withDigest(reference: Reference, digest: string): Reference {
  refuse(digest, findDigestFault(digest));
  return { ...reference, digest };
}

function refuse(text: string, fault: string | undefined): void {
  if (fault === undefined) return;
  throw new BrickyardError(
    'REFERENCE_INVALID',
    `"${text}" does not fit into an image reference: ${fault}`,
  );
}

function familiarPath({ registry, repository }: Reference): string {
  if (registry !== DOCKER_HUB) return `${registry}/${repository}`;
  const path = OFFICIAL.exec(repository)?.[1] ?? repository;
  const slash = path.indexOf('/');
  // Without its host, `docker.io/a.b/c` would be read as host `a.b`.
  const isAmbiguous = slash > 0 && isRegistryName(path.slice(0, slash));
  return isAmbiguous ? `${registry}/${path}` : path;
}

function printSuffix({ tag, digest }: Reference): string {
  const colon = tag === undefined ? '' : `:${tag}`;
  return digest === undefined ? colon : `${colon}@${digest}`;
}
