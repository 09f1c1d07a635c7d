import { compare, explain } from '@renovatebot/pep440';

/** The numbers of a Python package's version: https://peps.python.org/pep-0440/ */
export interface PythonRelease {
  epoch: number;
  numbers: number[];
}

/** `undefined` for what PEP 440 does not allow. */
export function parsePythonRelease(version: string): PythonRelease | undefined {
  const parts = explain(version);
  return parts === null
    ? undefined
    : { epoch: parts.epoch, numbers: parts.release };
}

/** Below zero when `a` comes first. Both must be versions of PEP 440. */
export function comparePythonVersions(a: string, b: string): number {
  return compare(a, b);
}
