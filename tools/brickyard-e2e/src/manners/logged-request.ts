import type { Asked } from './manners';

/** A line of a stand-in's log. */
export interface LoggedRequest {
  /** Told apart by User-Agent. */
  client: 'brickyard' | 'engine';
  method: string;
  path: string;
  status: number;
  /** Of a token: what was asked for, and what was granted. */
  asked?: string[];
  granted?: string[];
}

const PATH =
  /^\/v2\/(?<repository>.+)\/(?<kind>manifests|blobs|tags|referrers)\/(?<reference>.+)$/;

/** What a request is about. */
export function parseAsked(
  method: string,
  path: string,
  isEngine: boolean,
): Asked {
  const { repository, kind, reference } = PATH.exec(path)?.groups ?? {};
  return { method, repository, kind, reference, isEngine };
}

/**
 * A line without what differs from run to run: `HEAD base k-… 200`,
 * `PUT base sha256-… 201`, `GET base blob 200`.
 */
export function summarize({ method, path, status }: LoggedRequest): string {
  const { repository, kind, reference = '' } = parseAsked(method, path, false);
  const flavour = repository?.replace(/.*\//, '') ?? path;
  const name = reference
    .replace(/^k-.*/, 'k-…')
    .replace(/^sha256-.*/, 'sha256-…')
    .replace(/^sha256:.*/, 'sha256:…')
    .replace(/^uploads\/.*/, 'uploads');
  const what = kind === 'manifests' ? name : `${kind ?? ''}/${name}`;
  return `${method} ${flavour} ${what} ${status}`;
}
