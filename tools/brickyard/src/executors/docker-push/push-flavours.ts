import type { Runner } from '../executor-kinds';
import { runTarget } from '../run-target';
import { type Names, splitNames } from '../split-names';
import { standardOutput } from '../standard-output';

/** What `schema.json` lets a user set. */
export interface PushOptions {
  channel?: string | number;
  load?: boolean;
  dryRun?: boolean;
  runtime?: Names;
}

export const pushFlavours: Runner<PushOptions> = (
  flavours,
  { channel, load, dryRun, runtime },
  { root },
) =>
  runTarget({
    root,
    flavours,
    push: true,
    runtimes: splitNames(runtime),
    channel,
    load,
    dryRun,
    environment: process.env,
    output: standardOutput(),
  });
