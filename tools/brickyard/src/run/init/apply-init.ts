import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { BrickyardError, isBrickyardError, isInterrupt } from '../../errors';
import { Git } from '../../git/git';
import { FolderState } from './folder-state';
import type { InitPlace } from './init-place';
import { packPlugin } from './pack-plugin';
import type { InitPlan, InitStep } from './plan-init';
import { type ProgramResult, runProgram } from './run-program';

export interface InitServices {
  environment: Readonly<Record<string, string | undefined>>;
  /** Called before each step. */
  tell: (step: InitStep) => void;
  signal?: AbortSignal;
}

/**
 * Does each step; resolves to what the generator said. When one fails, all are
 * undone, and the error says so. Rejects NPM_FAILED, GIT_FAILED, INTERRUPTED.
 */
export async function applyInit(
  place: InitPlace,
  plan: InitPlan,
  services: InitServices,
): Promise<string> {
  const before = new FolderState(place.folder, plan);
  let said = '';
  try {
    for (const step of plan) {
      services.tell(step);
      said = await applyStep(step, place, services);
    }
    return said;
  } catch (error) {
    before.restore();
    throw explainUndone(error, place);
  }
}

function explainUndone(error: unknown, { folder }: InitPlace): unknown {
  if (!isBrickyardError(error)) return error;
  const { code, message, hint } = error;
  const undone = `${folder} is as it was before`;
  const next = isInterrupt(error)
    ? undone
    : `${undone}: run the same command again once that is mended`;
  const whole = hint === undefined ? next : `${hint}\n  ${next}`;
  return new BrickyardError(code, message, { hint: whole, cause: error });
}

async function applyStep(
  step: InitStep,
  { folder, plugin }: InitPlace,
  services: InitServices,
): Promise<string> {
  const { environment, signal } = services;
  const place = { folder, environment: npmEnvironment(environment), signal };
  switch (step.kind) {
    case 'repository':
      return new Git(place).text(['init', `--initial-branch=${step.branch}`]);
    case 'file':
      writeFileSync(join(folder, step.path), step.text);
      return '';
    case 'package':
      mkdirSync(dirname(join(folder, step.path)), { recursive: true });
      return npm(packPlugin(plugin.folder, dirname(step.path)), place);
    case 'npm':
      return npm([...step.words, ...QUIET], place);
    case 'generator': {
      const words = ['nx', 'g', ...step.words, '--no-interactive', '--quiet'];
      return npm(['exec', '--no', '--', ...words], place);
    }
  }
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

interface NpmPlace {
  folder: string;
  environment: InitServices['environment'];
  signal?: AbortSignal;
}

async function npm(words: readonly string[], place: NpmPlace): Promise<string> {
  const result = await runProgram({ program: 'npm', words, ...place });
  if (result.code === 0) return result.out;
  throw new BrickyardError('NPM_FAILED', describeFailure(words, result), {
    hint: result.code === 127 ? 'npm comes with Node.js' : undefined,
  });
}

/** Lines of a long output that are kept at each end: npm says last why it stopped, Nx first. */
const ENDS = 10;

function describeFailure(
  words: readonly string[],
  { code, out, err }: ProgramResult,
): string {
  const lines = (err.trim() || out.trim()).split('\n');
  const isLong = lines.length > 2 * ENDS;
  const shown = isLong
    ? [...lines.slice(0, ENDS), '…', ...lines.slice(-ENDS)]
    : lines;
  const command = words[0] === 'exec' ? words.slice(3) : ['npm', ...words];
  return `${command.slice(0, 2).join(' ')} ended with ${code}:\n${shown.join('\n')}`;
}

/** npx tells its children which package it runs; they are to run others. */
function npmEnvironment(
  environment: InitServices['environment'],
): InitServices['environment'] {
  const own =
    /^npm_(?:config_(?:package|call|yes|local_prefix)|lifecycle_|package_|command)/;
  const kept = Object.entries(environment).filter(([name]) => !own.test(name));
  return {
    ...Object.fromEntries(kept),
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
  };
}
