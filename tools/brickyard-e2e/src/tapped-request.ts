/** What a request to a registry is about. */
export type RequestKind = 'ping' | 'manifest' | 'blob' | 'upload' | 'other';

export interface TappedRequest {
  method: string;
  kind: RequestKind;
  path: string;
  /** Of the blob that an upload ends with. */
  digest?: string;
  /** Bytes of the request's body. */
  sent: number;
  /** Bytes of the answer's body. */
  received: number;
  /** `undefined` while there is no answer. */
  status?: number;
}

export function createTappedRequest(
  method: string,
  url: string,
): TappedRequest {
  const { pathname: path, searchParams } = new URL(url, 'http://localhost');
  const digest = searchParams.get('digest') ?? undefined;
  return { method, path, kind: kindOf(path), digest, sent: 0, received: 0 };
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints */
function kindOf(path: string): RequestKind {
  if (/^\/v2\/?$/.test(path)) return 'ping';
  if (path.includes('/blobs/uploads/')) return 'upload';
  if (path.includes('/blobs/')) return 'blob';
  return path.includes('/manifests/') ? 'manifest' : 'other';
}
