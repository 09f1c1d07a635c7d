import type { Runner } from '../executor-kinds';
import { runLint } from '../run-lint';
import { type Names, splitNames } from '../split-names';
import { standardOutput } from '../standard-output';

/** What `schema.json` lets a user set. */
export interface LintOptions {
  runtime?: Names;
}

export const lintFlavours: Runner<LintOptions> = (
  flavours,
  { runtime },
  { root },
) =>
  Promise.resolve(
    runLint({
      root,
      flavours,
      runtimes: splitNames(runtime),
      environment: process.env,
      output: standardOutput(),
    }),
  );
