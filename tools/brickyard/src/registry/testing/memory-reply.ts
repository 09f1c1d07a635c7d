import type { MemoryStore } from './memory-store';

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

export type Verb = (
  store: MemoryStore,
  call: Call,
  ...names: string[]
) => Reply;

/** An error in the form of the distribution specification. */
export function refuse(status: number, code: string, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errors: [{ code, message }] }),
  };
}

export function content(
  body: Uint8Array,
  mediaType: string,
  digest: string,
): Reply {
  return {
    status: 200,
    headers: { 'content-type': mediaType, 'docker-content-digest': digest },
    body,
  };
}

export function created(location: string, digest: string): Reply {
  return {
    status: 201,
    headers: { location, 'docker-content-digest': digest },
  };
}
