import type { HttpResponse } from '../../http/http';
import { assertSafeTarget, RegistryError } from '../errors';
import type { Repository } from '../registry';
import { checkDigest, digestOf } from './digest';
import type { RegistryClient } from './registry-client';

export async function hasBlob(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<boolean> {
  const { status } = await client.send({
    at,
    method: 'HEAD',
    path: `blobs/${digest}`,
    action: `look up blob ${digest} in ${at.repository}`,
    expect: [200, 404],
  });
  return status === 200;
}

export async function getBlob(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<Uint8Array | undefined> {
  const { status, body } = await client.send({
    at,
    method: 'GET',
    path: `blobs/${digest}`,
    action: `read blob ${digest} of ${at.repository}`,
    expect: [200, 404],
    maxBytes: Infinity,
  });
  if (status === 404) return undefined;
  checkDigest(body, digest, `${at.registry}: blob of ${at.repository}`);
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
    const isThere = await hasBlob(client, at, digest);
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
  await client.send({
    at,
    method: 'PUT',
    path: sessionUrl(client, at, headers, digest),
    action,
    expect: [200, 201, 204],
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    retriable: false,
  });
}

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
  });
  await cancelUpload(client, at, headers);
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
    expect: [201, 202],
    scopes: [`repository:${from}:pull`],
  });
  if (status === 201) return true;
  await cancelUpload(client, at, headers);
  return false;
}

/** Politeness: the session would expire by itself, so any answer will do. */
async function cancelUpload(
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
