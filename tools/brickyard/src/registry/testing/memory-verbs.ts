import {
  beginUpload,
  cancelUpload,
  continueUpload,
  finishUpload,
  readBlob,
} from './memory-blobs';
import {
  deleteManifestVerb,
  listTagsVerb,
  readManifestVerb,
  writeManifestVerb,
} from './memory-manifests';
import { listReferrersVerb } from './memory-referrers';
import { type Call, refuse, type Reply, type Verb } from './memory-reply';
import type { MemoryStore } from './memory-store';

/** Answers as a registry without authentication would. */
export function answerVerb(store: MemoryStore, call: Call): Reply {
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
  ['HEAD|GET', MANIFEST, readManifestVerb],
  ['PUT', MANIFEST, writeManifestVerb],
  ['DELETE', MANIFEST, deleteManifestVerb],
  ['GET', /^\/v2\/(.+)\/tags\/list$/, listTagsVerb],
  ['GET', /^\/v2\/(.+)\/referrers\/([^/]+)$/, listReferrersVerb],
  ['POST', /^\/v2\/(.+)\/blobs\/uploads\/$/, beginUpload],
  ['PUT', UPLOAD, finishUpload],
  ['PATCH', UPLOAD, continueUpload],
  ['DELETE', UPLOAD, cancelUpload],
  ['HEAD|GET', /^\/v2\/(.+)\/blobs\/([^/]+)$/, readBlob],
];
