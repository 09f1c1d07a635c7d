import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { pushBaseImage } from './base-image';
import type { Bench, ImageBench, ServerBench } from './bench';
import { startEngine } from './bench-engine';
import {
  type BenchOptions,
  parseBenchOptions,
  type Section,
  usage,
} from './bench-options';
import { BenchRegistry } from './bench-registry';
import { measureBuilds } from './build-section';
import { CleanUp } from './clean-up';
import {
  describeLoad,
  describeMachine,
  describeTools,
} from './describe-machine';
import { findBuildx } from './find-buildx';
import { measureImages } from './image-section';
import { installNxContainer } from './install-nx-container';
import { measureLarge } from './large-section';
import { measureLayers } from './layers/layer-section';
import { measureLocks } from './lock-section';
import { measureMemory } from './memory-section';
import { measurePacking } from './pack-section';
import { tell } from './progress';
import { measureRLocks } from './r-lock-section';
import { removeImages } from './remove-images';
import { measureTests } from './test-section';

const root = resolve(__dirname, '../../..');

export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) return;
  const cleanUp = new CleanUp();
  const stop = () => void cleanUp.run().then(() => process.exit(130));
  // A second signal must not end it before all is cleaned up.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await runBench(options, cleanUp);
  } catch (error) {
    process.stderr.write(`bench: ${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await cleanUp.run();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** `undefined` when there is nothing left to print. */
function readOptions(args: readonly string[]): BenchOptions | undefined {
  try {
    const options = parseBenchOptions(args);
    if (!options.help) return options;
    process.stdout.write(usage);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

async function runBench(
  options: BenchOptions,
  cleanUp: CleanUp,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-bench-'));
  cleanUp.add(() => rmSync(folder, { recursive: true, force: true }));
  const bench: Bench = { options, folder, root, cleanUp };
  const { only } = options;
  const print = (text: string) => process.stdout.write(`${text}\n`);
  print(
    `## Brickyard bench\n\n${describeMachine()}, ${describeLoad()} at the start\n`,
  );
  if (only.includes('pack')) print(await measurePacking(bench));
  if (only.includes('memory')) print(await measureMemory(bench));
  if (only.includes('layers')) print(measureLayers(root));
  if (only.includes('large')) print(await measureLarge(bench));
  if (only.includes('r-locks')) print(await measureRLocks(bench));
  await measureOnServers(bench, print);
  print(`${describeLoad()} at the end`);
}

async function measureOnServers(
  bench: Bench,
  print: (text: string) => void,
): Promise<void> {
  const { only, images } = bench.options;
  const isAsked = (...names: Section[]) => names.some((n) => only.includes(n));
  if (!isAsked('noop', 'requests', 'builds', 'tests', 'locks')) return;
  const servers = await startServers(bench);
  if (isAsked('noop', 'requests')) {
    const place = startPlace(servers);
    print(`${describeTools(place, nxVersion())}\n`);
    for (const count of images) print(await measureImages(place, count));
  }
  if (isAsked('tests')) print(await measureTests(servers));
  if (isAsked('locks')) print(await measureLocks(servers));
  if (isAsked('builds')) print(await measureBuilds(servers));
}

async function startServers(bench: Bench): Promise<ServerBench> {
  tell('starts a registry and an engine');
  const { folder, cleanUp } = bench;
  const registry = await BenchRegistry.start(join(folder, 'registry'));
  cleanUp.add(() => registry.stop());
  const engine = await startEngine(join(folder, 'engine'), cleanUp);
  if (!engine.isOwn) cleanUp.add(() => removeImages(engine, registry.host));
  return { ...bench, engine, registry };
}

/** A base image, and what there is to compare with. */
function startPlace(bench: ServerBench): ImageBench {
  const { engine, registry, options } = bench;
  const cache = join(root, 'node_modules/.cache/brickyard-bench');
  tell('makes a base image, and installs what there is to compare with');
  const base = `${registry.host}/bench/base:1`;
  const digest = pushBaseImage(engine, base);
  const buildx = findBuildx({ ...options, engine, cache });
  const nxContainer = options.install
    ? installNxContainer(cache, nxVersion())
    : undefined;
  return { ...bench, base, digest, buildx, nxContainer };
}

function nxVersion(): string {
  const file = join(root, 'node_modules/nx/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string })
    .version;
}
