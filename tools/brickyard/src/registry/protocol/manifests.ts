import type { ClientResponse } from '../../http/http-client';
import { type Misunderstood, RegistryError, SWALLOWED } from '../errors';
import type { Manifest, ManifestHead, Repository } from '../registry';
import { checkDigest, digestOf, isDigest } from './digest';
import {
  findManifestType,
  isOutdated,
  MEDIA_TYPES,
  toldType,
} from './manifest-type';
import type { ApiRequest, RegistryClient } from './registry-client';

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
  // Some registries leave digest or size out of a HEAD: hash what they have. A
  // web page is refused there, with its first words.
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
  const request = manifestRequest(at, reference);
  const response = await client.send(request);
  if (response.status === 404) return undefined;
  const { body: bytes, headers } = response;
  const promised = [reference, headers.get('docker-content-digest')];
  const what = `${at.registry}: ${nameOf(at, reference)}`;
  const check = () =>
    promised.filter(isDigest).forEach((each) => checkDigest(bytes, each, what));
  // Of what a registry calls a manifest, damage is told as such.
  if (toldType(response) !== undefined) check();
  const mediaType = findManifestType(response);
  if (mediaType === undefined) {
    const told = { expected: 'a manifest', ...explainNone(response) };
    throw client.misunderstood(request, response, told);
  }
  check();
  const digest = promised.find(isDigest) ?? digestOf(bytes);
  return { digest, mediaType, size: bytes.length, bytes };
}

/** Only a registry calls by their types what it holds. */
function explainNone(
  response: ClientResponse,
): Pick<Misunderstood, 'failure' | 'hint'> {
  if (isOutdated(response)) return { failure: 'damaged', hint: OUTDATED };
  if (toldType(response) === undefined) return {};
  return { failure: 'damaged', hint: DAMAGED };
}

const OUTDATED =
  'its format is outdated (schema 1): push the image again with a current Docker';
const DAMAGED = 'the registry holds something else there: push the image again';

/** Resolves to the digest, which must match the bytes. */
export async function putManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
  manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<string> {
  const written = await writeManifest(client, at, reference, manifest);
  await assertWritten(client, at, reference, written);
  return written.digest;
}

/** What an answer to a write says. */
export interface Written {
  digest: string;
  /** The registry itself named the digest. */
  isTold: boolean;
  /** The registry took note that the manifest belongs to another. */
  subject: string | null;
}

/** Without `assertWritten`: where what was written is read again anyway. */
export async function writeManifest(
  client: RegistryClient,
  at: Repository,
  reference: string,
  { bytes, mediaType }: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<Written> {
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
  const isTold = isDigest(said);
  const digest = isTold ? said : digestOf(bytes);
  checkDigest(bytes, digest, `${at.registry}: ${nameOf(at, reference)}`);
  return { digest, isTold, subject: headers.get('oci-subject') };
}

/** A success without a digest: a proxy may have swallowed the write. */
export async function assertWritten(
  client: RegistryClient,
  at: Repository,
  reference: string,
  { digest, isTold }: Written,
): Promise<void> {
  if (isTold) return;
  const there = await headManifest(client, at, reference);
  if (there?.digest === digest) return;
  const name = nameOf(at, reference);
  const found = there === undefined ? 'is not there' : `is ${there.digest}`;
  const message = `${at.registry}: took ${name}, but it ${found}`;
  throw new RegistryError('REGISTRY_FAILED', message, { hint: SWALLOWED });
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
    allowsPage: true,
  };
}

function parseHead(response: ClientResponse): ManifestHead | undefined {
  const { headers } = response;
  const digest = headers.get('docker-content-digest');
  const length = headers.get('content-length') ?? '';
  const mediaType = toldType(response);
  const isWhole = isDigest(digest) && /^[1-9]\d*$/.test(length);
  if (!isWhole || mediaType === undefined) return undefined;
  return { digest, mediaType, size: Number(length) };
}
