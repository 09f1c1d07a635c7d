import {
  beginUpload,
  cancelUpload,
  continueUpload,
  finishUpload,
  readBlob,
} from './memory-blobs';
import {
  deleteManifest,
  listTags,
  readManifest,
  writeManifest,
} from './memory-manifests';
import { listReferrers } from './memory-referrers';
import { type Call, refuse, type Reply, type Verb } from './memory-reply';
import type { MemoryStore } from './memory-store';

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
