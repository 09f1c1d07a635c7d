import type { ClientResponse } from '../../http/http-client';
import { RegistryError } from '../errors';
import type { Manifest, ManifestHead, Repository } from '../registry';
import { checkDigest, digestOf, isDigest } from './digest';
import type { ApiRequest, RegistryClient } from './registry-client';

export const MEDIA_TYPES = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

/** Without the right type here a registry answers 404 for a manifest it has. */
const ACCEPT = Object.values(MEDIA_TYPES).join(', ');

/** `team/python:latest`, `team/python@sha256:…` */
export function nameOf({ repository }: Repository, reference: string): string {
  return `${repository}${isDigest(reference) ? '@' : ':'}${reference}`;
}

export async function headManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
): Promise<ManifestHead | undefined> {
  const request = manifestRequest(at, reference);
  const response = await client.send({ ...request, method: 'HEAD' });
  if (response.status === 404) return undefined;
  const head = parseHead(response);
  // Some registries leave digest or size out of a HEAD: hash what they have.
  if (!head) return getManifest(client, at, reference);
  if (isDigest(reference) && head.digest !== reference) {
    const message = `${at.registry}: ${nameOf(at, reference)} answered as ${head.digest}`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
  return head;
}

export async function getManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
): Promise<Manifest | undefined> {
  const response = await client.send(manifestRequest(at, reference));
  if (response.status === 404) return undefined;
  const { body: bytes, headers } = response;
  const what = `${at.registry}: ${nameOf(at, reference)}`;
  const said = headers.get('docker-content-digest');
  const digest = [reference, said].find(isDigest) ?? digestOf(bytes);
  checkDigest(bytes, digest, what);
  const mediaType = parseMediaType(headers) ?? readMediaType(bytes);
  return { digest, mediaType, size: bytes.length, bytes };
}

/** Resolves to the digest, which must match the bytes. */
export async function putManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
  manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<string> {
  return (await writeManifest(client, at, reference, manifest)).digest;
}

/** `subject`: the registry took note that the manifest belongs to another. */
export async function writeManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
  { bytes, mediaType }: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<{ digest: string; subject: string | null }> {
  const { headers } = await client.send({
    at,
    method: 'PUT',
    path: `manifests/${reference}`,
    action: `write ${nameOf(at, reference)}`,
    expect: [200, 201, 202],
    headers: { 'content-type': mediaType },
    body: bytes,
  });
  const said = headers.get('docker-content-digest');
  const digest = isDigest(said) ? said : digestOf(bytes);
  checkDigest(bytes, digest, `${at.registry}: ${nameOf(at, reference)}`);
  return { digest, subject: headers.get('oci-subject') };
}

export async function deleteManifest(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<boolean> {
  const { status } = await client.send({
    at,
    method: 'DELETE',
    path: `manifests/${digest}`,
    action: `delete ${nameOf(at, digest)}`,
    expect: [200, 202, 204, 404],
  });
  return status !== 404;
}

export function manifestRequest(at: Repository, reference: string): ApiRequest {
  return {
    at,
    method: 'GET',
    path: `manifests/${reference}`,
    action: `read ${nameOf(at, reference)}`,
    expect: [200, 404],
    // Compressed on the fly, an answer would lose its Content-Length.
    headers: { accept: ACCEPT, 'accept-encoding': 'identity' },
  };
}

function parseHead({ headers }: ClientResponse): ManifestHead | undefined {
  const digest = headers.get('docker-content-digest');
  const length = headers.get('content-length');
  const mediaType = parseMediaType(headers);
  if (!isDigest(digest) || length === null || !mediaType) return undefined;
  return { digest, mediaType, size: Number(length) };
}

/** Only a type we know: proxies turn every type into `application/json`. */
function parseMediaType(
  headers: ClientResponse['headers'],
): string | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.trim();
  return type?.startsWith('application/vnd.') ? type : undefined;
}

function readMediaType(bytes: Uint8Array): string {
  try {
    const manifest: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const { mediaType } = (manifest ?? {}) as { mediaType?: unknown };
    return typeof mediaType === 'string' ? mediaType : MEDIA_TYPES.ociManifest;
  } catch {
    return 'application/octet-stream';
  }
}
