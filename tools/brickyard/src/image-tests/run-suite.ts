import type { Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import type { ImageMetadata } from './check-metadata';
import type { Suite, TestResult } from './image-test';
import { judgeTest } from './judge-test';
import { parseRows, type Rows } from './parse-rows';
import { renderRunner, totalLimit } from './render-runner';

export interface SuiteRequest {
  suite: Suite;
  /** As the engine has it. */
  image: string;
  signal?: AbortSignal;
}

/**
 * All tests of an image, in one container, or in none when they only ask its
 * config. Rejects CONTAINER_FAILED for an image in which nothing can be run.
 */
export async function runSuite(
  { suite, image, signal }: SuiteRequest,
  engine: Engine,
): Promise<TestResult[]> {
  const metadata = await readMetadata(image, engine);
  const needsContainer = suite.tests.some(
    ({ check }) => check.type !== 'metadata',
  );
  const { outcomes } = needsContainer
    ? await runContainer({ suite, image, signal }, engine)
    : { outcomes: new Map<number, never>() };
  return suite.tests.map((test, index) =>
    judgeTest(test, outcomes.get(index + 1), metadata),
  );
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
  { suite, image, signal }: SuiteRequest,
  engine: Engine,
): Promise<Rows> {
  const { exitCode, stdout, stderr } = await engine.runContainer({
    image,
    command: ['sh'],
    input: renderRunner(suite),
    ...(suite.network && { network: 'host' as const }),
    // The runner keeps to its own limit; this is for one that cannot.
    timeout: totalLimit + 60,
    signal,
  });
  const rows = parseRows(stdout);
  if (rows.trouble === undefined && (rows.isWhole || rows.outcomes.size > 0))
    return rows;
  const why = rows.trouble ?? `the shell ended with exit code ${exitCode}`;
  const said = stderr.trim().split('\n').slice(-3).join(' | ');
  throw new BrickyardError(
    'CONTAINER_FAILED',
    `cannot test ${image}: ${why}`,
    said === '' ? {} : { hint: `the container said: ${said}` },
  );
}
