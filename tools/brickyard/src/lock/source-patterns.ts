import type { LockKindName } from './kind/lock';

/**
 * Files in a flavour's folder that each kind of locks is made of, as Nx selects
 * them. A table of its own, since Nx reads it on every command and needs no parser.
 */
export const sourcePatterns: Readonly<Record<LockKindName, readonly string[]>> =
  {
    python: ['*requirements.txt'],
  };
