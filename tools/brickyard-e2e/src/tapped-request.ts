/** What a request to a registry is about. */
export type RequestKind = 'ping' | 'manifest' | 'blob' | 'upload' | 'other';

export interface TappedRequest {
  method: string;
  kind: RequestKind;
  path: string;
  /** Bytes of the request's body. */
  sent: number;
  /** Bytes of the answer's body. */
  received: number;
  /** `undefined` while there is no answer. */
  status?: number;
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints */
export function kindOf(path: string): RequestKind {
  if (/^\/v2\/?$/.test(path)) return 'ping';
  if (path.includes('/blobs/uploads/')) return 'upload';
  if (path.includes('/blobs/')) return 'blob';
  return path.includes('/manifests/') ? 'manifest' : 'other';
}
