import type { Runner } from '../executor-kinds';
import { runSmoke } from '../run-smoke';
import { type Names, splitNames } from '../split-names';
import { standardOutput } from '../standard-output';

/** What `schema.json` lets a user set. */
export interface SmokeOptions {
  timeout?: number;
  force?: boolean;
  json?: boolean;
  runtime?: Names;
}

export const smokeFlavours: Runner<SmokeOptions> = (
  flavours,
  { timeout = 300, runtime, ...options },
  { root },
) =>
  runSmoke({
    ...options,
    root,
    flavours,
    runtimes: splitNames(runtime),
    timeout,
    environment: process.env,
    output: options.json
      ? { write: (text) => process.stderr.write(text) }
      : standardOutput(),
  });
