import type { Runner } from '../executor-kinds';
import { runTests } from '../run-tests';
import { type Names, splitNames } from '../split-names';
import { standardOutput } from '../standard-output';

/** What `schema.json` lets a user set. */
export interface TestOptions {
  force?: boolean;
  verbose?: boolean;
  json?: boolean;
  junit?: string;
  runtime?: Names;
}

export const testFlavours: Runner<TestOptions> = (
  flavours,
  { runtime, verbose, ...options },
  { root },
) =>
  runTests({
    ...options,
    root,
    flavours,
    runtimes: splitNames(runtime),
    // Nx takes --verbose for its own.
    verbose: verbose || process.env['NX_VERBOSE_LOGGING'] === 'true',
    environment: process.env,
    output: options.json
      ? { write: (text) => process.stderr.write(text) }
      : standardOutput(),
  });
