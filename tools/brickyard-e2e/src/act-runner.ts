import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { actionPins } from '../../brickyard/src/synth/github/action-pins';
import { loginTable } from '../../brickyard/src/synth/login/login-table';
import { useOf } from '../../brickyard/src/synth/model/action-pin';
import {
  type ActLine,
  jobResult,
  joinSummaries,
  listSteps,
  parseActLog,
} from './act-log';
import { findAct } from './act-program';
import type { CiMachine } from './ci-machine';
import {
  describeEvent,
  type JobRun,
  type RunnerPlace,
  type WorkflowEvent,
} from './workflow-run';

/** Programs and actions that stand in for those of a machine at GitHub. */
const substitutes = join(__dirname, 'act');

/** Runs a generated workflow with act, on this machine. */
export async function runWithAct(
  id: string,
  event: WorkflowEvent,
  place: RunnerPlace,
): Promise<JobRun[]> {
  const { machine } = place;
  machine.checkOut(event.pullRequest, false);
  const workflow = `.github/workflows/${id}.yml`;
  const lines = await runAct([event.name, '-W', workflow], event, place);
  appendFileSync(machine.summary, joinSummaries(lines));
  const { jobs } = parse(machine.read(workflow)) as { jobs: object };
  return Object.keys(jobs).map((job) => describeJob(job, lines, machine));
}

async function runAct(
  words: readonly string[],
  event: WorkflowEvent,
  place: RunnerPlace,
): Promise<ActLine[]> {
  const { machine, repository } = place;
  const file = join(machine.folder, 'event.json');
  writeFileSync(file, JSON.stringify(describeEvent(event, repository)));
  rmSync(environmentsOf(machine), { recursive: true, force: true });
  mkdirSync(environmentsOf(machine));
  const argv = [findAct(), ...words, `--eventpath=${file}`, ...options(place)];
  const env = machine.environment();
  const { stdout, output } = await machine.start(argv, machine.folder, {
    ...env,
    CI_MACHINE: machine.folder,
    PATH: [...programs, env['PATH']].join(':'),
    // Whoever runs these tests may have options for act there.
    XDG_CONFIG_HOME: machine.folder,
  });
  const lines = parseActLog(stdout);
  if (lines.some((line) => line.jobResult)) return lines;
  throw new Error(`act ran no job:\n${output}`);
}

/** The first is where a shell finds itself: see act/shell/bash. */
const programs = ['shell', 'bin'].map((name) => join(substitutes, name));

function options(place: RunnerPlace): string[] {
  const { machine, repository, environment, token } = place;
  const secrets = { ...place.secrets, GITHUB_TOKEN: token };
  const variables = { ...environment, GITHUB_REPOSITORY: repository };
  return [
    '--json',
    `--directory=${machine.root}`,
    // Not a name that a secret has, or every step would seem to see that.
    '--actor=grace',
    '--platform=ubuntu-24.04=-self-hosted',
    '--concurrent-jobs=1',
    '--no-cache-server',
    `--action-cache-path=${join(machine.folder, 'act')}`,
    '--no-skip-checkout',
    // A failed job's folder goes as well.
    '--rm',
    ...substituteActions(),
    ...pairs('--secret', secrets),
    ...pairs('--env', variables),
  ];
}

/** Nothing is fetched: an action that nothing stands in for would be. */
function substituteActions(): string[] {
  const logins = loginTable.flatMap(({ actions = [] }) => actions);
  return [...Object.values(actionPins), ...logins].map((pin) => {
    const folder = pin === actionPins.checkout ? 'checkout' : 'nothing';
    const at = join(substitutes, 'actions', folder);
    return `--local-repository=${useOf(pin)}=${at}`;
  });
}

function pairs(flag: string, values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, v]) => `${flag}=${name}=${v}`);
}

function describeJob(
  id: string,
  lines: readonly ActLine[],
  machine: CiMachine,
): JobRun {
  const steps = listSteps(lines, id).map(({ number, ...step }) => {
    const file = join(environmentsOf(machine), `${id}-${number}.sh`);
    return { ...step, env: readEnvironment(file) };
  });
  return { id, result: jobResult(lines, id), steps };
}

const environmentsOf = ({ folder }: CiMachine) => join(folder, 'environments');

/** What act/shell/bash noted. A step that starts no shell, an action, has nothing. */
function readEnvironment(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\0').filter(Boolean);
  const entries = lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}
