import { digestOf } from '../protocol/digest';
import { content, created, refuse, type Verb } from './memory-reply';

export const readBlob: Verb = (store, _call, name = '', digest = '') => {
  const bytes = store.find(name)?.blobs.get(digest);
  return bytes
    ? content(bytes, 'application/octet-stream', digest)
    : refuse(404, 'BLOB_UNKNOWN', `no blob ${digest}`);
};

export const beginUpload: Verb = (store, { url }, name = '') => {
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

export const finishUpload: Verb = (
  store,
  { url, body },
  name = '',
  session = '',
) => {
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

export const continueUpload: Verb = (
  store,
  { body },
  name = '',
  session = '',
) => {
  const before = store.find(name)?.uploads.get(session);
  if (!before) return refuse(404, 'BLOB_UPLOAD_UNKNOWN', `no ${session}`);
  store.open(name).uploads.set(session, Buffer.concat([before, body]));
  const location = `/v2/${name}/blobs/uploads/${session}?_state=a%2Bb%3D`;
  return { status: 202, headers: { location } };
};

export const cancelUpload: Verb = (store, _call, name = '', session = '') =>
  store.find(name)?.uploads.delete(session)
    ? { status: 204 }
    : refuse(404, 'BLOB_UPLOAD_UNKNOWN', `no upload ${session}`);
