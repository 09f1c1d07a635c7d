import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  evaluateCondition,
  type ExpressionContext,
  fillExpressions,
} from './github-expression';
import {
  parseWorkflow,
  type WorkflowFile,
  type WorkflowJob,
  type WorkflowStep,
} from './workflow-file';
import {
  describeEvent,
  type JobRun,
  type RunnerPlace,
  type StepRun,
  type WorkflowEvent,
} from './workflow-run';

type Texts = Readonly<Record<string, string>>;

/** This runner does their work, or no later step sees it. */
const CHECKOUT = /^actions\/checkout@[0-9a-f]{40}$/;
const OTHERS = /^actions\/(setup-node|upload-artifact)@[0-9a-f]{40}$/;

/**
 * Runs the jobs of a generated workflow, one after the other, as its `needs` say.
 * It is for what every change runs. act needs Go, which few machines have; each
 * night it runs the same scenarios, so that our reading of workflows is not the
 * only one: see act.nightly.spec.ts.
 */
export async function runWorkflow(
  id: string,
  event: WorkflowEvent,
  place: RunnerPlace,
): Promise<JobRun[]> {
  place.machine.checkOut(event.pullRequest, false);
  const text = place.machine.read(`.github/workflows/${id}.yml`);
  const workflow = parseWorkflow(text);
  assertTriggered(workflow, event);
  const runs: JobRun[] = [];
  for (const [name, job] of orderJobs(workflow)) {
    const run = new JobRunner(workflow, event, place);
    runs.push(await run.run(name, job, runs));
  }
  return runs;
}

function assertTriggered({ on }: WorkflowFile, { name }: WorkflowEvent): void {
  if (!Object.hasOwn(on as object, name))
    throw new Error(`nothing runs on ${name}`);
}

function orderJobs({ jobs }: WorkflowFile): [string, WorkflowJob][] {
  const left = Object.entries(jobs);
  const ordered: [string, WorkflowJob][] = [];
  while (left.length > 0) {
    const isReady = ([, { needs }]: [string, WorkflowJob]) =>
      needs.every((id) => ordered.some(([done]) => done === id));
    const at = left.findIndex(isReady);
    if (at === -1) throw new Error('jobs need each other, or one that is not');
    ordered.push(...left.splice(at, 1));
  }
  return ordered;
}

class JobRunner {
  readonly #workflow: WorkflowFile;
  readonly #event: WorkflowEvent;
  readonly #place: RunnerPlace;
  readonly #context: ExpressionContext;

  constructor(
    workflow: WorkflowFile,
    event: WorkflowEvent,
    place: RunnerPlace,
  ) {
    this.#workflow = workflow;
    this.#event = event;
    this.#place = place;
    const { repository, token, secrets } = place;
    this.#context = {
      github: {
        ...describe(event),
        ...{ repository, token, event: describeEvent(event, repository) },
      },
      secrets,
    };
  }

  async run(
    id: string,
    job: WorkflowJob,
    before: readonly JobRun[],
  ): Promise<JobRun> {
    const needed = before.filter((run) => job.needs.includes(run.id));
    const isReady = needed.every(({ result }) => result === 'success');
    if (!evaluateCondition(job.if, this.#context, isReady))
      return { id, result: 'skipped', steps: [] };
    const steps: StepRun[] = [];
    for (const step of job.steps) {
      const isGreen = steps.every(({ status }) => status === 0);
      if (!evaluateCondition(step.if, this.#context, isGreen)) continue;
      const ran = await this.#runStep(step);
      if (ran) steps.push(ran);
    }
    const isGreen = steps.every(({ status }) => status === 0);
    return { id, result: isGreen ? 'success' : 'failure', steps };
  }

  async #runStep(step: WorkflowStep): Promise<StepRun | undefined> {
    const { name, uses, run } = step;
    if (uses !== undefined) return this.#use(uses, step);
    if (run === undefined) throw new Error(`${name}: neither uses nor run`);
    // node_modules is linked, see ci-machine.ts.
    if (run === 'npm ci') return undefined;
    const env = this.#fill({ ...this.#workflow.env, ...step.env });
    const { status, output } = await this.#place.machine.run(
      fillExpressions(run, this.#context),
      { ...this.#runnerEnvironment(), ...env },
    );
    return { name, status, output, env };
  }

  #use(uses: string, { with: input = {} }: WorkflowStep): undefined {
    if (OTHERS.test(uses)) return;
    if (!CHECKOUT.test(uses)) throw new Error(`unknown action: ${uses}`);
    if (input['fetch-depth'] !== 0) throw new Error('expected all of history');
    const keeps = input['persist-credentials'] === true;
    if (typeof input['token'] === 'string') this.#fill({ t: input['token'] });
    this.#place.machine.checkOut(this.#event.pullRequest, keeps);
  }

  #fill(texts: Texts): Texts {
    const filled = Object.entries(texts).map(([name, text]) => [
      name,
      fillExpressions(text, this.#context),
    ]);
    return Object.fromEntries(filled) as Texts;
  }

  /** docs.github.com, "Variables reference": default environment variables. */
  #runnerEnvironment(): Texts {
    const { machine, repository, environment } = this.#place;
    const event = join(machine.folder, 'event.json');
    const { github } = this.#context;
    writeFileSync(event, JSON.stringify(github['event']));
    return {
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: String(github['actor']),
      GITHUB_BASE_REF: String(github['base_ref']),
      GITHUB_EVENT_NAME: this.#event.name,
      GITHUB_EVENT_PATH: event,
      GITHUB_REF: String(github['ref']),
      GITHUB_REPOSITORY: repository,
      GITHUB_SHA: machine.git(machine.root, 'rev-parse', 'HEAD'),
      GITHUB_STEP_SUMMARY: machine.summary,
      GITHUB_WORKSPACE: machine.root,
      ...environment,
    };
  }
}

function describe({ pullRequest }: WorkflowEvent): Texts {
  const isPull = pullRequest !== undefined;
  return {
    actor: 'ada',
    base_ref: isPull ? 'main' : '',
    ref: isPull ? `refs/pull/${pullRequest}/merge` : 'refs/heads/main',
  };
}
