import { randomUUID } from 'node:crypto';

import type { Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import { SHELL_SILENCE } from '../rows/row';
import { sealRows } from '../rows/seal-rows';
import { shorten } from '../shorten';
import type { ImageMetadata } from './check-metadata';
import type { Suite, TestResult } from './image-test';
import { judgeTest } from './judge-test';
import {
  type Outcomes,
  parseOutcomes,
  type Probed,
  type TestOutcome,
} from './parse-outcomes';
import { PatternWorker } from './pattern-worker';
import { probeLimit } from './probing';
import { renderRunner, totalLimit } from './render-runner';

export interface SuiteRequest {
  suite: Suite;
  /** Its name in the engine. */
  image: string;
  /** A script that looks into the image, and runs in the same container. */
  probe?: string;
  signal?: AbortSignal;
}

export interface SuiteRun {
  tests: TestResult[];
  /** Left out if there was no probe, or if its output was lost with the container. */
  probed?: Probed;
}

/**
 * Runs all tests of an image in one container. It needs no container if there is
 * no probe and all tests are about the image's config. Rejects CONTAINER_FAILED
 * for an image in which nothing can run.
 */
export async function runSuite(
  request: SuiteRequest,
  engine: Engine,
): Promise<SuiteRun> {
  const { suite, image, probe } = request;
  const metadata = await readMetadata(image, engine);
  const needsContainer =
    probe !== undefined ||
    suite.tests.some(({ check }) => check.type !== 'metadata');
  const { outcomes, probed }: Pick<Outcomes, 'outcomes' | 'probed'> =
    needsContainer
      ? await runContainer(request, engine)
      : { outcomes: new Map() };
  const tests = await judgeTests(request, metadata, outcomes);
  return { tests, probed };
}

async function judgeTests(
  { suite, signal }: SuiteRequest,
  image: ImageMetadata,
  outcomes: Outcomes['outcomes'],
): Promise<TestResult[]> {
  const worker = new PatternWorker(signal);
  const results: TestResult[] = [];
  try {
    for (const [index, test] of suite.tests.entries()) {
      const outcome = outcomes.get(index + 1);
      const search = worker.within(secondsLeft(suite, outcome));
      results.push(await judgeTest(test, outcome, { image, search }));
    }
  } finally {
    await worker.close();
  }
  return results;
}

/** Of a test's own limit, for judging it: a moment even where all were used. */
function secondsLeft(
  { timeout }: Suite,
  outcome: TestOutcome | undefined,
): number {
  const allowed = outcome?.state === 'exited' ? outcome.allowed : timeout;
  return Math.max(1, allowed - (outcome?.seconds ?? 0));
}

async function readMetadata(
  image: string,
  engine: Engine,
): Promise<ImageMetadata> {
  const found = await engine.inspectImage(image);
  if (found === undefined) {
    const message = `cannot test ${image}: the engine has no such image`;
    throw new BrickyardError('CONTAINER_FAILED', message);
  }
  const { config = emptyConfig, labels } = found;
  return { ...config, labels };
}

const emptyConfig = {
  user: '',
  workdir: '',
  entrypoint: [],
  command: [],
  environment: {},
  exposedPorts: [],
  volumes: [],
};

async function runContainer(
  { suite, image, probe, signal }: SuiteRequest,
  engine: Engine,
): Promise<Outcomes> {
  const runner = renderRunner(suite, probe, await engine.slowdown());
  const { script: input, open } = sealRows(runner, randomUUID());
  const { exitCode, stdout, stderr } = await engine.runContainer({
    image,
    command: ['sh'],
    input,
    ...(suite.network && { network: 'host' as const }),
    // The runner has its own limit. This one is for images without `timeout`.
    timeout: totalLimit + probeLimit + 60,
    silence: SHELL_SILENCE,
    signal,
  });
  const rows = parseOutcomes(open(stdout));
  const isOfUse = rows.isWhole || rows.outcomes.size > 0 || rows.probed;
  if (rows.trouble === undefined && isOfUse)
    return { ...rows, probed: rows.probed && openProbed(rows.probed, open) };
  const why = rows.trouble ?? `the shell ended with exit code ${exitCode}`;
  const said = shorten(stderr.trim().split('\n').slice(-3).join(' | '), 1000);
  throw new BrickyardError(
    'CONTAINER_FAILED',
    `cannot test ${image}: ${why}`,
    said === '' ? {} : { hint: `the container said: ${said}` },
  );
}

/** The rows of the probe are behind those of the tests. */
function openProbed(probed: Probed, open: (text: string) => string): Probed {
  return { ...probed, stdout: open(probed.stdout) };
}
