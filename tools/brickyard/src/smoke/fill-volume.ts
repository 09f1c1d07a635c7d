import { randomUUID } from 'node:crypto';

import type { ContainerResult, Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import { sealRows } from '../rows/seal-rows';
import { type FillRequest, renderFillScript } from './fill-script';
import { parseSmokeRows } from './parse-smoke-rows';
import { SPARK_TARGET } from './spark-script';

export interface FillPlace extends FillRequest {
  /** The image whose Python downloads Spark. */
  image: string;
  network: 'host' | 'bridge';
  signal?: AbortSignal;
}

/** Seconds, enough for 434 MB on a slow line. */
const TIMEOUT = 1800;

export function sparkVolume(version: string): string {
  return `brickyard-spark-${version}`;
}

/**
 * Downloads Spark into a volume of the engine. It is not part of any image and
 * stays for the next run. If the download fails, the volume is removed.
 */
export async function fillVolume(
  engine: Engine,
  place: FillPlace,
): Promise<void> {
  const { image, network, version, signal } = place;
  const name = sparkVolume(version);
  try {
    const { script, open } = sealRows(renderFillScript(place), randomUUID());
    const result = await engine.runContainer({
      image,
      command: ['sh'],
      input: script,
      network,
      volumes: [{ name, target: SPARK_TARGET, writable: true }],
      timeout: TIMEOUT,
      signal,
    });
    if (result.exitCode !== 0)
      throw fillError(place, { ...result, stdout: open(result.stdout) });
  } catch (error) {
    await engine.removeVolume(name).catch(() => undefined);
    throw error;
  }
}

function fillError(
  { version, image }: FillPlace,
  { stdout, stderr }: ContainerResult,
): BrickyardError {
  const { facts, marks } = parseSmokeRows(stdout);
  const what = `cannot get Apache Spark ${version} (pyspark==${version})`;
  if (marks.includes('pip-missing')) {
    const message = `${what}: ${image} has neither pip nor virtualenv to download it with`;
    const hint =
      'a cluster needs virtualenv; or run docker-smoke of another flavour first: Spark stays in the engine';
    return new BrickyardError('SPARK_UNAVAILABLE', message, { hint });
  }
  const index = facts.find(({ name }) => name === 'index')?.value;
  const from = index === undefined ? '' : ` from ${withoutUser(index)}`;
  const message = `${what}${from}: ${withoutUser(lastError(stderr))}`;
  const hint =
    index === undefined
      ? undefined
      : 'the image downloads it with pip, once for each engine: is the index up, and does it have this version? A profile sets another one as mirrors.pip';
  return new BrickyardError('SPARK_UNAVAILABLE', message, { hint });
}

function lastError(text: string): string {
  const lines = text.trim().split('\n');
  const errors = lines.filter((line) => line.startsWith('ERROR: '));
  return (errors[0] ?? lines.at(-1) ?? '').replace(/^ERROR: /, '');
}

function withoutUser(text: string): string {
  return text.replace(/(\/\/)[^\s/@]*@/g, '$1***@');
}
