import { execFileSync } from 'node:child_process';

import { readPlaceProfile } from './scratch-profile';

/** The index that pip asks in this place, with a slash at its end. */
export function findMainIndex(): string {
  const { mirrors } = readPlaceProfile(process.env);
  const script =
    'from pip._internal.models.index import PyPI; print(PyPI.simple_url)';
  const own = process.env['PIP_INDEX_URL'];
  const url =
    mirrors?.pip ??
    own ??
    execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim();
  return url.replace(/\/*$/, '/');
}
