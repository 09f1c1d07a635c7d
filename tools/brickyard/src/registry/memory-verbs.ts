import { digestOf, isDigest } from './digest';
import type { MemoryStore } from './memory-store';
import { findManifest, listNeeds, parseLinks, putStored } from './memory-store';

export interface Call {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
}

type Verb = (store: MemoryStore, call: Call, ...names: string[]) => Reply;

/** An error in the form of the distribution specification. */
export function refuse(status: number, code: string, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errors: [{ code, message }] }),
  };
}

/** Answers as a registry without authentication would. */
export function answer(store: MemoryStore, call: Call): Reply {
  for (const [method, path, verb] of VERBS) {
    const match = path.exec(call.url.pathname);
    if (match && method.split('|').includes(call.method)) {
      return verb(store, call, ...match.slice(1));
    }
  }
  return refuse(404, 'UNSUPPORTED', `${call.method} ${call.url.pathname}`);
}

const readManifest: Verb = (store, call, name = '', reference = '') => {
  const found = findManifest(store.find(name), reference);
  const accepted = String(call.headers.accept ?? '*/*');
  if (
    !found ||
    (!/\*\/\*/.test(accepted + found.mediaType) &&
      !accepted.includes(found.mediaType))
  ) {
    return refuse(404, 'MANIFEST_UNKNOWN', `no manifest ${reference}`);
  }
  return content(found.bytes, found.mediaType, found.digest);
};

const writeManifest: Verb = (store, call, name = '', reference = '') => {
  const repository = store.open(name);
  const needs = listNeeds(call.body);
  const missing =
    needs.blobs.find((digest) => !repository.blobs.has(digest)) ??
    needs.manifests.find((digest) => !repository.manifests.has(digest));
  if (missing) return refuse(400, 'MANIFEST_BLOB_UNKNOWN', `no ${missing}`);
  if (isDigest(reference) && digestOf(call.body) !== reference) {
    return refuse(400, 'DIGEST_INVALID', 'not the bytes of this digest');
  }
  const mediaType = String(call.headers['content-type']);
  const manifest = { bytes: call.body, mediaType };
  const digest = putStored(repository, reference, manifest);
  const reply = created(`/v2/${name}/manifests/${digest}`, digest);
  const { subject } = parseLinks(call.body);
  if (!subject || !store.hasReferrers) return reply;
  return {
    ...reply,
    headers: { ...reply.headers, 'oci-subject': subject.digest },
  };
};

const listReferrers: Verb = (store, { url }, name = '', subject = '') => {
  if (!store.hasReferrers) return { status: 404, body: '404 page not found\n' };
  const wanted = url.searchParams.get('artifactType');
  const stored = [...(store.find(name)?.manifests.values() ?? [])];
  const manifests = stored.flatMap(({ digest, mediaType, bytes }) => {
    const links = parseLinks(bytes);
    const artifactType = links.artifactType ?? links.config?.mediaType;
    if (links.subject?.digest !== subject) return [];
    if (wanted !== null && wanted !== artifactType) return [];
    const { annotations } = links;
    return [
      { mediaType, digest, size: bytes.length, artifactType, annotations },
    ];
  });
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return {
    status: 200,
    headers: {
      'content-type': mediaType,
      ...(wanted !== null && { 'oci-filters-applied': 'artifactType' }),
    },
    body: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
  };
};

const deleteManifest: Verb = (store, _call, name = '', reference = '') => {
  const repository = store.find(name);
  if (!repository?.manifests.delete(reference)) {
    return refuse(404, 'MANIFEST_UNKNOWN', `no manifest ${reference}`);
  }
  for (const [tag, digest] of repository.tags) {
    if (digest === reference) repository.tags.delete(tag);
  }
  return { status: 202 };
};

const listTags: Verb = (store, { url }, name = '') => {
  const repository = store.find(name);
  if (!repository) return refuse(404, 'NAME_UNKNOWN', `no repository ${name}`);
  const last = url.searchParams.get('last') ?? '';
  const size = Number(url.searchParams.get('n') ?? Infinity);
  const rest = [...repository.tags.keys()].sort().filter((tag) => tag > last);
  const tags = rest.slice(0, size);
  const next = `</v2/${name}/tags/list?last=${tags.at(-1)}&n=${size}>; rel="next"`;
  return {
    status: 200,
    headers: rest.length > tags.length ? { link: next } : {},
    body: JSON.stringify({ name, tags: rest.length > 0 ? tags : null }),
  };
};

const readBlob: Verb = (store, _call, name = '', digest = '') => {
  const bytes = store.find(name)?.blobs.get(digest);
  return bytes
    ? content(bytes, 'application/octet-stream', digest)
    : refuse(404, 'BLOB_UNKNOWN', `no blob ${digest}`);
};

const beginUpload: Verb = (store, { url }, name = '') => {
  const digest = url.searchParams.get('mount');
  const from = store.find(url.searchParams.get('from') ?? '');
  const bytes = digest && from?.blobs.get(digest);
  if (bytes) {
    store.open(name).blobs.set(digest, bytes);
    return created(`/v2/${name}/blobs/${digest}`, digest);
  }
  const session = store.beginUpload(name);
  // With a query, as registries that keep their state in the URL have it.
  const location = `/v2/${name}/blobs/uploads/${session}?_state=a%2Bb%3D`;
  return { status: 202, headers: { location } };
};

const finishUpload: Verb = (store, { url, body }, name = '', session = '') => {
  const repository = store.find(name);
  const before = repository?.uploads.get(session);
  if (!repository || !before || !url.search.includes('_state=a%2Bb%3D')) {
    return refuse(404, 'BLOB_UPLOAD_UNKNOWN', `no upload ${session}`);
  }
  const bytes = Buffer.concat([before, body]);
  const digest = url.searchParams.get('digest') ?? '';
  if (digestOf(bytes) !== digest) {
    return refuse(400, 'DIGEST_INVALID', 'not the bytes of this digest');
  }
  repository.uploads.delete(session);
  repository.blobs.set(digest, bytes);
  return created(`/v2/${name}/blobs/${digest}`, digest);
};

const continueUpload: Verb = (store, { body }, name = '', session = '') => {
  const before = store.find(name)?.uploads.get(session);
  if (!before) return refuse(404, 'BLOB_UPLOAD_UNKNOWN', `no ${session}`);
  store.open(name).uploads.set(session, Buffer.concat([before, body]));
  const location = `/v2/${name}/blobs/uploads/${session}?_state=a%2Bb%3D`;
  return { status: 202, headers: { location } };
};

const cancelUpload: Verb = (store, _call, name = '', session = '') =>
  store.find(name)?.uploads.delete(session)
    ? { status: 204 }
    : refuse(404, 'BLOB_UPLOAD_UNKNOWN', `no upload ${session}`);

function content(body: Uint8Array, mediaType: string, digest: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'docker-content-digest': digest },
    body,
  };
}

function created(location: string, digest: string): Reply {
  return {
    status: 201,
    headers: { location, 'docker-content-digest': digest },
  };
}

const UPLOAD = /^\/v2\/(.+)\/blobs\/uploads\/([\w-]+)$/;
const MANIFEST = /^\/v2\/(.+)\/manifests\/([^/]+)$/;

const VERBS: readonly (readonly [string, RegExp, Verb])[] = [
  ['GET', /^\/v2\/$/, () => ({ status: 200, body: '{}' })],
  ['HEAD|GET', MANIFEST, readManifest],
  ['PUT', MANIFEST, writeManifest],
  ['DELETE', MANIFEST, deleteManifest],
  ['GET', /^\/v2\/(.+)\/tags\/list$/, listTags],
  ['GET', /^\/v2\/(.+)\/referrers\/([^/]+)$/, listReferrers],
  ['POST', /^\/v2\/(.+)\/blobs\/uploads\/$/, beginUpload],
  ['PUT', UPLOAD, finishUpload],
  ['PATCH', UPLOAD, continueUpload],
  ['DELETE', UPLOAD, cancelUpload],
  ['HEAD|GET', /^\/v2\/(.+)\/blobs\/([^/]+)$/, readBlob],
];
