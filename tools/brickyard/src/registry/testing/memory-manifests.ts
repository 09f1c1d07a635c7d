import { digestOf, isDigest } from '../protocol/digest';
import { content, created, refuse, type Verb } from './memory-reply';
import { findManifest, listNeeds, parseLinks, putStored } from './memory-store';

export const readManifestVerb: Verb = (
  store,
  call,
  name = '',
  reference = '',
) => {
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

export const writeManifestVerb: Verb = (
  store,
  call,
  name = '',
  reference = '',
) => {
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
  if (!subject || store.referrers?.style !== 'OCI 1.1') return reply;
  return {
    ...reply,
    headers: { ...reply.headers, 'oci-subject': subject.digest },
  };
};

export const deleteManifestVerb: Verb = (
  store,
  _call,
  name = '',
  reference = '',
) => {
  const repository = store.find(name);
  if (!repository?.manifests.delete(reference)) {
    return refuse(404, 'MANIFEST_UNKNOWN', `no manifest ${reference}`);
  }
  for (const [tag, digest] of repository.tags) {
    if (digest === reference) repository.tags.delete(tag);
  }
  return { status: 202 };
};

export const listTagsVerb: Verb = (store, { url }, name = '') => {
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
