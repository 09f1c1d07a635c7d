import type { Runner } from '../executor-kinds';
import { runLock } from '../run-lock';
import { type Names, splitNames } from '../split-names';
import { standardOutput } from '../standard-output';

/** What `schema.json` lets a user set. */
export interface LockOptions {
  check?: boolean;
  upgrade?: boolean;
  runtime?: Names;
}

export const lockFlavours: Runner<LockOptions> = (
  flavours,
  { check, upgrade, runtime },
  { root },
) =>
  runLock({
    root,
    flavours,
    runtimes: splitNames(runtime),
    check,
    upgrade,
    environment: process.env,
    output: standardOutput(),
  });
