import { join } from 'node:path';

import type { ImageBench } from './bench';
import { emptyEngine } from './bench-engine';
import { type ImageWorkspace, nxBinary, plain } from './image-workspace';
import { flavourNames } from './make-workspace';
import { type Contender, type Environment, measure } from './measure';

/** A way to bring N unchanged images up to date, and what it should cost. */
export interface ImageContender extends Contender {
  /** Seconds, when there is a target. */
  target?: string;
}

/** Nothing changed, and the engine holds every image. */
export function warmContenders(
  bench: ImageBench,
  workspace: ImageWorkspace,
): ImageContender[] {
  return [
    ...brickyardContenders(workspace, bench.engine.env),
    ...floorContenders(workspace),
    bakeContender(bench, workspace, 'bake.json'),
    nxContainerContender(bench, workspace),
  ];
}

/** Nothing changed; the registry has every image, and this machine has none. */
export function freshContenders(
  bench: ImageBench,
  workspace: ImageWorkspace,
): ImageContender[] {
  const nowhere = join(bench.folder, 'no-engine.sock');
  const env = { ...bench.engine.env, DOCKER_HOST: `unix://${nowhere}` };
  const bake = bakeContender(bench, workspace, 'bake-fresh.json');
  const reset = () => Promise.resolve(emptyEngine(bench.engine));
  return [
    ...brickyardContenders(workspace, env),
    {
      ...bake,
      name: `${bake.name}, inline cache of the registry`,
      reset,
      runs: 3,
    },
  ];
}

function brickyardContenders(
  { brickyard: cwd, count }: ImageWorkspace,
  engine: Environment,
): ImageContender[] {
  const env = { ...plain, ...engine };
  const argv = [
    process.execPath,
    join(cwd, 'node_modules/brickyard/bin/brickyard.cjs'),
    'plan',
    '--json',
  ] as const;
  const plan = () => measure({ argv, cwd, env });
  const build = { cwd, env, target: 'docker-build' };
  const push = { cwd, env, target: 'docker-push' };
  return [
    {
      name: '`brickyard plan`',
      run: plan,
      target: count === 100 ? '≤ 0.6' : undefined,
    },
    { ...nxContender(build), target: count === 20 ? '≤ 1.5' : undefined },
    nxContender(push),
    nxContender(withDaemon(build)),
    nxContender(withDaemon(push)),
  ];
}

/** Nx alone: targets that do nothing, without our plugin. */
function floorContenders({ floor, count }: ImageWorkspace): ImageContender[] {
  const name = (targets: number) => `floor: \`nx:noop\` of ${targets}`;
  const one = { cwd: floor, env: plain, target: 'noop', only: flavour(count) };
  return [
    { ...nxContender(one), name: `${name(1)}, no daemon` },
    { ...nxContender(withDaemon(one)), name: `${name(1)}, daemon` },
    {
      ...nxContender({ ...one, only: undefined }),
      name: `${name(count)}, no daemon`,
    },
  ];
}

function flavour(count: number): string | undefined {
  return flavourNames(count)[0];
}

interface NxRun {
  cwd: string;
  env: Environment;
  target: string;
  /** Of this project alone. */
  only?: string;
}

function nxContender({ cwd, env, target, only }: NxRun): ImageContender {
  const projects = only === undefined ? [] : ['-p', only];
  const argv = [nxBinary(cwd), 'run-many', '-t', target, ...projects] as const;
  const daemon = env['NX_DAEMON'] === 'true' ? 'daemon' : 'no daemon';
  return {
    name: `\`nx run-many -t ${target}\`, ${daemon}`,
    run: () => measure({ argv, cwd, env }),
  };
}

/** Nx as it comes. The daemon starts with the first run, which does not count. */
function withDaemon(run: NxRun): NxRun {
  const env = { ...run.env, NX_DAEMON: 'true', NX_ISOLATE_PLUGINS: undefined };
  return { ...run, env };
}

function bakeContender(
  { buildx, engine }: ImageBench,
  { brickyard: cwd }: ImageWorkspace,
  file: string,
): ImageContender {
  const argv = [
    'docker',
    'buildx',
    'bake',
    `--file=${file}`,
    '--progress=quiet',
  ];
  const run = () =>
    measure({ argv: argv as [string, ...string[]], cwd, env: engine.env });
  return {
    name: '`docker buildx bake`',
    run: buildx === undefined ? notInstallable : run,
  };
}

function nxContainerContender(
  { buildx, engine }: ImageBench,
  { nxContainer: cwd, count }: ImageWorkspace,
): ImageContender {
  const name = '`nx run-many` of nx-container, no daemon';
  if (buildx === undefined || cwd === undefined)
    return { name, run: notInstallable };
  if (count > 20) return { name, run: () => refuse('not run: minutes') };
  const argv = [
    nxBinary(cwd),
    'run-many',
    '-t',
    'container',
    '--parallel=2',
  ] as const;
  const env = { ...plain, ...engine.env };
  return { name, run: () => measure({ argv, cwd, env }), runs: 3 };
}

function notInstallable(): Promise<never> {
  return refuse('not installable here');
}

function refuse(reason: string): Promise<never> {
  return Promise.reject(new Error(reason));
}
