import { renderError } from '../errors';
import { openOutlet, type Outlet, type Output } from '../outlet/outlet';
import { standardError, standardOutput } from '../outlet/standard-streams';
import type { Faults } from '../plan/fault';
import { listProxySecrets } from '../redact/list-proxy-secrets';
import { createReporter } from '../report/line-reporter';
import type { Reporter } from '../run/shell/reporter';
import { type ServiceContext, withServices } from '../run/shell/with-services';
import type { Runner } from './executor-kinds';
import {
  addFaults,
  failAll,
  type FlavourResults,
  readParallel,
  succeedAll,
} from './flavour-result';
import { type Names, splitNames } from './split-names';
import { untilInterrupted } from './until-interrupted';

/** What `schema.json` of every target lets a user set. */
export interface TargetOptions {
  runtime?: Names;
  /** The summary is JSON, alone on standard output. */
  json?: boolean;
  /** Show the plan, and do nothing. */
  dryRun?: boolean;
}

/** A run of a target, as Nx asks for it. */
export interface TargetCall<Options> {
  /** The workspace's folder. */
  root: string;
  flavours: readonly string[];
  options: Options;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
  now: Date;
}

/** What a target works with. */
export interface TargetPlace<Options>
  extends Omit<TargetCall<Options>, 'output'>, ServiceContext {
  output: Outlet;
  runtimes: string[] | undefined;
  /** Images at once. */
  parallel: number;
  reporter: Reporter;
  signal: AbortSignal;
}

/** A target as a recipe: plan, apply, render. */
export interface Target<Options, Plan, Result> {
  /** It publishes images: the registry is asked for the right from the start. */
  writes?: boolean;
  /** Reads and decides. Builds and writes nothing; throws for bad input. */
  plan: (place: TargetPlace<Options>) => Plan | Promise<Plan>;
  /** What of the flavours is not in the plan, and why. */
  faultsOf: (plan: Plan) => Faults;
  /** The plan as it is shown before it is applied. */
  show?: (plan: Plan, place: TargetPlace<Options>) => string | undefined;
  apply: (plan: Plan, place: TargetPlace<Options>) => Result | Promise<Result>;
  /** The result of each flavour. */
  render: (result: Result, place: TargetPlace<Options>) => FlavourResults;
}

/** Results by flavour. Prints the plan and the progress; never rejects. */
export async function runTarget<Options extends TargetOptions, Plan, Result>(
  target: Target<Options, Plan, Result>,
  call: TargetCall<Options>,
): Promise<FlavourResults> {
  const secrets = listProxySecrets(call.environment);
  const output = openOutlet(call.output, secrets);
  const guarded = { ...call, output };
  try {
    return await untilInterrupted((signal) =>
      withPlace(guarded, { signal, writes: target.writes }, (place) =>
        follow(target, place),
      ),
    );
  } catch (error) {
    return failAll(error, guarded);
  }
}

/** A target as Nx calls it. Loads one only when it is asked for: together they take as long as Nx. */
export function defineTarget<Options extends TargetOptions, Plan, Result>(
  load: () => Promise<Target<Options, Plan, Result>>,
): Runner<Options> {
  return async (flavours, options, { root }) =>
    runTarget(await load(), {
      ...{ root, flavours, options },
      environment: process.env,
      now: new Date(),
      output: options.json ? standardError() : standardOutput(),
    });
}

async function follow<Options extends TargetOptions, Plan, Result>(
  target: Target<Options, Plan, Result>,
  place: TargetPlace<Options>,
): Promise<FlavourResults> {
  const plan = await target.plan(place);
  const faults = target.faultsOf(plan);
  for (const { error } of faults.others)
    place.reporter.warn(renderError(error));
  const shown = target.show?.(plan, place);
  if (shown !== undefined) place.output.write(`${shown}\n`);
  const results = place.options.dryRun
    ? succeedAll(place.flavours, shown ?? '')
    : target.render(await target.apply(plan, place), place);
  return addFaults(results, faults.asked, place);
}

function withPlace<Options extends TargetOptions, R>(
  call: TargetCall<Options> & { output: Outlet },
  { signal, writes }: { signal: AbortSignal; writes?: boolean },
  work: (place: TargetPlace<Options>) => Promise<R>,
): Promise<R> {
  const { root, environment, options, output, now } = call;
  const reporter = createReporter(output);
  const runtimes = splitNames(options.runtime);
  const parallel = readParallel(environment);
  const { warn } = reporter;
  const at = { root, environment, signal, warn, now, writes };
  return withServices(at, (context) =>
    work({ ...call, ...context, reporter, signal, runtimes, parallel }),
  );
}
