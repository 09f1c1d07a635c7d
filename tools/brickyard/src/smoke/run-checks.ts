import { randomUUID } from 'node:crypto';

import type {
  ContainerRequest,
  ContainerResult,
  Engine,
} from '../engine/engine';
import { BrickyardError } from '../errors';
import { sealRows } from '../rows/seal-rows';
import type { Runtime } from '../runtime/schema';
import { checkEntry, needsPython } from './check-entry';
import { renderEntryScript } from './entry-script';
import { type FillPlace, fillSpark, sparkVolume } from './fill-spark';
import { parseSmokeRows, type SmokeRows } from './parse-smoke-rows';
import type { SmokeCheck } from './smoke-check';
import { renderSparkScript, SPARK_TARGET } from './spark-script';

export interface SmokeRequest {
  image: string;
  runtime: Runtime;
  /** As in image.ts. */
  languages: readonly string[];
  download: Pick<FillPlace, 'index' | 'certificates' | 'network'>;
  /** Seconds for the checks with Spark. Those before Spark get no more than that. */
  timeout: number;
  onDownload: (version: string) => void;
  signal?: AbortSignal;
}

export interface SmokeResult {
  version: string;
  /** No check failed. */
  ok: boolean;
  checks: SmokeCheck[];
  /** The last lines on stderr, if a check failed. */
  output: string[];
}

const TAIL_LINES = 25;
/** Seconds, for a few programs that only print their versions. */
const ENTRY_TIMEOUT = 120;

/**
 * Runs Spark in an image as a cluster would: as root, with the image's own Java
 * and Python, whatever its ENTRYPOINT. Rejects RUNTIME_INVALID,
 * SPARK_UNAVAILABLE and CONTAINER_FAILED. A check that fails does not reject: it
 * is in the result.
 */
export async function runChecks(
  engine: Engine,
  request: SmokeRequest,
): Promise<SmokeResult> {
  const { runtime, languages } = request;
  const version = sparkVersion(runtime);
  const script = renderEntryScript({ rserve: languages.includes('r') });
  const timeout = Math.min(request.timeout, ENTRY_TIMEOUT);
  const entry = await run(engine, request, { script, timeout });
  const rows = parseSmokeRows(entry.stdout);
  const checks = checkEntry(rows, runtime, languages);
  const obstacle = findObstacle(checks, languages);
  if (obstacle !== undefined)
    return result(version, [...checks, skippedSpark(obstacle)], entry);
  const spark = await runSpark(engine, request, version);
  const done = [
    ...checks,
    ...completeSpark(parseSmokeRows(spark.stdout), spark),
  ];
  return result(version, done, {
    ...spark,
    stderr: `${entry.stderr}${spark.stderr}`,
  });
}

async function runSpark(
  engine: Engine,
  request: SmokeRequest,
  version: string,
): Promise<ContainerResult> {
  const { image, languages, timeout, download, onDownload, signal } = request;
  const name = sparkVolume(version);
  const pandas = languages.includes('python');
  const script = renderSparkScript(version, { pandas });
  const volumes = [{ name, target: SPARK_TARGET }];
  const fill = () => {
    onDownload(version);
    return fillSpark(engine, { ...download, image, version, signal });
  };
  if (!(await engine.hasVolume(name))) await fill();
  const first = await run(engine, request, { script, volumes, timeout });
  if (!parseSmokeRows(first.stdout).marks.includes('spark-missing'))
    return first;
  // An earlier run was killed while it filled the volume.
  await engine.removeVolume(name);
  await fill();
  return run(engine, request, { script, volumes, timeout });
}

async function run(
  engine: Engine,
  { image, signal }: SmokeRequest,
  more: Pick<ContainerRequest, 'volumes' | 'timeout'> & { script: string },
): Promise<ContainerResult> {
  const { script, ...limits } = more;
  const { script: input, open } = sealRows(script, randomUUID());
  const request = { image, command: ['sh'], input, signal, ...limits };
  const result = await engine.runContainer(request);
  return { ...result, stdout: open(result.stdout) };
}

/** A job that ends before its last check was ended from outside. */
function completeSpark(
  { checks }: SmokeRows,
  { exitCode }: ContainerResult,
): SmokeCheck[] {
  const isWhole =
    checks.some(({ name }) => name === 'clean shutdown') ||
    checks.some(
      ({ name, state }) => name === 'Spark session' && state === 'failed',
    );
  if (isWhole && exitCode === 0) return checks;
  const detail = `the job ended early, with exit code ${exitCode}`;
  return [...checks, { name: 'Spark', state: 'failed', seconds: 0, detail }];
}

/** Why Spark is not started at all. */
function findObstacle(
  checks: readonly SmokeCheck[],
  languages: readonly string[],
): string | undefined {
  const failed = checks.find(
    ({ name, state }) => state === 'failed' && name !== 'Rserve',
  );
  if (failed !== undefined) return `not started: ${failed.name} failed`;
  if (needsPython(languages)) return undefined;
  return 'not started: image.ts lists neither python nor r in languages';
}

function skippedSpark(detail: string): SmokeCheck {
  return { name: 'Spark session', state: 'skipped', seconds: 0, detail };
}

function result(
  version: string,
  checks: SmokeCheck[],
  { stderr }: ContainerResult,
): SmokeResult {
  const ok = checks.every(({ state }) => state !== 'failed');
  const lines = stderr.trim().split('\n').filter(Boolean);
  return { version, ok, checks, output: ok ? [] : lines.slice(-TAIL_LINES) };
}

function sparkVersion({ name, spark }: Runtime): string {
  if (spark !== undefined) return spark;
  const message = `${name}: the runtime line does not say which Apache Spark it has`;
  const hint = 'give the line a "spark", such as "4.0.0"';
  throw new BrickyardError('RUNTIME_INVALID', message, { hint });
}
