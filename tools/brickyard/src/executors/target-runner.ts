import type { Runner } from './executor-kinds';
import { runTarget } from './run-target';
import { type Names, splitNames } from './split-names';
import { standardOutput } from './standard-output';

/** What the `schema.json` of either docker target lets a user set. */
export interface DockerOptions {
  /** Of a push alone. */
  channel?: string | number;
  load?: boolean;
  dryRun?: boolean;
  runtime?: Names;
}

/** A push builds what neither engine nor registry have. */
export function targetRunner(push: boolean): Runner<DockerOptions> {
  return (flavours, { channel, load, dryRun, runtime }, { root }) =>
    runTarget({
      ...{ root, flavours, push, channel, load, dryRun },
      runtimes: splitNames(runtime),
      environment: process.env,
      output: standardOutput(),
    });
}
