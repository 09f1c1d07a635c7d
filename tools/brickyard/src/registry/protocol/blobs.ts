import type { HttpResponse } from '../../http/http';
import { isWebPage } from '../describe-answer';
import { assertSafeTarget, RegistryError, SWALLOWED } from '../errors';
import type { Repository } from '../registry';
import { assertDigest, checkDigest, digestOf, isDigest } from './digest';
import type { RegistryClient } from './registry-client';

/** `size`, where it is known: a blob of another size is not this one. */
export async function hasBlob(
  client: RegistryClient,
  at: Repository,
  digest: string,
  size?: number,
): Promise<boolean> {
  const what = `${at.registry}: blob of ${at.repository}`;
  assertDigest(digest, what);
  const { status, headers } = await client.send({
    at,
    method: 'HEAD',
    path: `blobs/${digest}`,
    action: `look up blob ${digest} in ${at.repository}`,
    expect: [200, 404],
    headers: { 'accept-encoding': 'identity' },
  });
  if (status === 404) return false;
  const said = headers.get('docker-content-digest');
  if (isDigest(said) && said !== digest) {
    const message = `${what}: ${digest} answered as ${said}`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
  const length = headers.get('content-length');
  return size === undefined || length === null || Number(length) === size;
}

export async function getBlob(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<Uint8Array | undefined> {
  const what = `${at.registry}: blob of ${at.repository}`;
  assertDigest(digest, what);
  const request = {
    at,
    method: 'GET' as const,
    path: `blobs/${digest}`,
    action: `read blob ${digest} of ${at.repository}`,
    expect: [200, 404],
    maxBytes: Infinity,
    allowsPage: true,
  };
  const response = await client.send(request);
  const { status, body, headers } = response;
  if (status === 404) return undefined;
  // Storage may call a blob by any type: its digest decides.
  if (isWebPage(headers) && digestOf(body) !== digest)
    throw client.misunderstood(request, response, { expected: 'a blob' });
  checkDigest(body, digest, what);
  return body;
}

/** A session that broke cannot be continued safely: each try is a new one. */
export async function uploadBlob(
  client: RegistryClient,
  at: Repository,
  bytes: Uint8Array,
): Promise<string> {
  const digest = digestOf(bytes);
  return client.http.repeat(client.origin(at), true, async () => {
    // Also after a failure: perhaps only the answer was lost.
    const isThere = await hasBlob(client, at, digest, bytes.length);
    if (!isThere) await uploadOnce(client, at, bytes, digest);
    return { value: digest };
  });
}

async function uploadOnce(
  client: RegistryClient,
  at: Repository,
  bytes: Uint8Array,
  digest: string,
): Promise<void> {
  const action = `upload blob ${digest} to ${at.repository}`;
  const { headers } = await client.send({
    at,
    method: 'POST',
    path: 'blobs/uploads/',
    action,
    expect: [202],
  });
  const answer = await client.send({
    at,
    method: 'PUT',
    path: sessionUrl(client, at, headers, digest),
    action,
    expect: [200, 201, 204],
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    retriable: false,
  });
  const isTold = answer.headers.get('docker-content-digest') === digest;
  if (isTold || (await hasBlob(client, at, digest, bytes.length))) return;
  const message = `${at.registry}: took blob ${digest} of ${at.repository}, but it is not there`;
  throw new RegistryError('REGISTRY_FAILED', message, { hint: SWALLOWED });
}

/** Nothing but a write tells whether a registry takes one: opens an upload, and cancels it. */
export async function checkWritable(
  client: RegistryClient,
  at: Repository,
): Promise<void> {
  const { headers } = await client.send({
    at,
    method: 'POST',
    path: 'blobs/uploads/',
    action: `push to ${at.repository}`,
    expect: [202],
    // ECR ends the connection where the repository is missing.
    retriable: false,
  });
  await dropUpload(client, at, headers);
}

/** `from` is a repository of the same registry that has the blob. */
export async function mountBlob(
  client: RegistryClient,
  at: Repository,
  digest: string,
  from: string,
): Promise<boolean> {
  const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
  const { status, headers } = await client.send({
    at,
    method: 'POST',
    path: `blobs/uploads/?${query}`,
    action: `mount blob ${digest} from ${from} to ${at.repository}`,
    // Refused because of `from`, perhaps: an upload then tells about `at`.
    expect: [201, 202, 401, 403],
    scopes: [`repository:${from}:pull`],
  });
  if (status === 201)
    return (
      headers.get('docker-content-digest') === digest ||
      hasBlob(client, at, digest)
    );
  if (status === 202) await dropUpload(client, at, headers);
  return false;
}

/** Politeness: the session would expire by itself, so any answer will do. */
export async function dropUpload(
  client: RegistryClient,
  at: Repository,
  headers: HttpResponse['headers'],
): Promise<void> {
  const url = sessionUrl(client, at, headers);
  try {
    await client.send({
      at,
      method: 'DELETE',
      path: url,
      action: `cancel an upload to ${at.repository}`,
      expect: [200, 202, 204, 404, 405],
      retriable: false,
    });
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
  }
}

function sessionUrl(
  client: RegistryClient,
  at: Repository,
  headers: HttpResponse['headers'],
  digest?: string,
): URL {
  const location = headers.get('location') ?? '';
  // As text: parsing the query would re-encode the registry's own state in it.
  const query = digest && `digest=${encodeURIComponent(digest)}`;
  const joined = query
    ? `${location}${location.includes('?') ? '&' : '?'}${query}`
    : location;
  const url = location ? client.resolve(at, joined) : undefined;
  if (!url) {
    const message = `${at.registry}: opened an upload to ${at.repository} without a valid Location`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
  url.username = '';
  url.password = '';
  assertSafeTarget(client.origin(at), url, client.http.plainHosts);
  return url;
}
