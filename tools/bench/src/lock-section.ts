import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ServerBench } from './bench';
import { type BuildPlace, readBuildPlace } from './build-place';
import { nxBinary, plain } from './image-workspace';
import { installUv, type Resolvers } from './install-uv';
import { makeWorkspace, toJson } from './make-workspace';
import { type Contender, interleave, measure, type Series } from './measure';
import { renderSpread, renderTable } from './render-figures';
import { summarize } from './statistics';

interface LockPlace {
  bench: ServerBench;
  place: BuildPlace;
  workspace: string;
  resolvers?: Resolvers;
}

const starters = ['toolbox', 'minimal', 'python'];
/** Asked for by turns, so that each run locks another list. */
const more = ['humanize', 'xlsxwriter'];

/** A package more in a flavour on python: as a user locks it, beside uv and pip alone. */
export async function measureLocks(bench: ServerBench): Promise<string> {
  const { root, folder, options } = bench;
  const workspace = join(folder, 'locks');
  const place = readBuildPlace(root, process.env);
  const cache = join(root, 'node_modules/.cache/brickyard-bench');
  const resolvers = options.install ? installUv(cache, root) : undefined;
  const at = { bench, place, workspace, resolvers };
  bench.engine.docker('pull', '--quiet', place.base);
  fillWorkspace(at);
  const series = await interleave(listContenders(at), options.runs);
  const head = ['a package more', 's', 'CPU s of the client', 'times uv'];
  const table = renderTable(head, listRows(series));
  return `### Locking for ${place.runtime}, ${options.runs} runs\n\n${table}\n\n${legend}\n`;
}

const legend =
  'Everything is cached, and the list is another one each time. uv and pip run on the machine itself, with the same lists, constraints and Python; pip resolves without hashes. `nx` is the whole command. In a second row it locks every line of the flavour.';

function fillWorkspace({ bench, place, workspace }: LockPlace): void {
  const { root, registry } = bench;
  const options = {
    ...(place.profile && { profile: place.profile }),
    registry: registry.host,
    namespace: 'bench',
  };
  const geo = 'packages/geo';
  const files = {
    'nx.json': toJson({
      analytics: false,
      neverConnectToCloud: true,
      cacheDirectory: '.nx/cache',
      namedInputs: { default: ['{projectRoot}/**/*'], image: [] },
      plugins: [{ plugin: 'brickyard', options }],
    }),
    [`${geo}/Dockerfile`]:
      'FROM brickyard/python\nARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /\n',
    [`${geo}/image.ts`]:
      "export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n",
    [`${geo}/package.json`]: toJson({ name: 'geo', private: true }),
    [`${geo}/requirements.txt`]: 'tabulate\n',
  };
  const nodeModules = join(root, 'node_modules');
  makeWorkspace({ folder: workspace, nodeModules, files });
  for (const name of starters)
    cpSync(join(root, 'packages', name), join(workspace, 'packages', name), {
      recursive: true,
    });
}

function listContenders(at: LockPlace): Contender[] {
  const { bench, place, workspace, resolvers } = at;
  let turn = 0;
  const reset = () => {
    const asked = `tabulate\n${more[turn++ % more.length]}\n`;
    writeFileSync(join(workspace, 'packages/geo/requirements.txt'), asked);
    return Promise.resolve();
  };
  const nx =
    (...words: string[]) =>
    () =>
      measure({
        argv: [nxBinary(workspace), 'lock', 'geo', ...words],
        cwd: workspace,
        env: { ...plain, ...bench.engine.env },
      });
  return [
    ...(resolvers ? listResolvers(at, resolvers, reset) : []),
    {
      name: '`nx lock geo`, one line',
      reset,
      run: nx(`--runtime=${place.runtime}`),
    },
    { name: '`nx lock geo`', reset, run: nx() },
  ];
}

/** The same lists as in the stage `lock`. */
function listResolvers(
  { place, workspace }: LockPlace,
  { uv, pip }: Resolvers,
  reset: () => Promise<void>,
): Contender[] {
  const cwd = join(workspace, 'alone');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'constraints.txt'), place.constraints);
  const lock = `packages/python/locks/${place.runtime}.txt`;
  const text = readFileSync(join(workspace, lock), 'utf8');
  const [, python = '3'] = /^# runtime .*, python ([\d.]+),/m.exec(text) ?? [];
  const output = join(cwd, 'lock.txt');
  writeFileSync(output, text);
  const lists = ['geo', 'python'].map((name) =>
    join(workspace, 'packages', name, 'requirements.txt'),
  );
  const limits = [
    '--python-version',
    python,
    '--constraint',
    'constraints.txt',
  ];
  const uvArgs = ['--quiet', '--generate-hashes', '--no-build', '-o', output];
  const pipArgs = [
    '--quiet',
    '--dry-run',
    '--ignore-installed',
    '--only-binary',
    ':all:',
    '--target',
    join(cwd, 'none'),
  ];
  const files = lists.flatMap((list) => ['-r', list]);
  return [
    {
      name: '`uv pip compile`',
      reset,
      run: () =>
        measure({
          argv: [uv, 'pip', 'compile', ...uvArgs, ...limits, ...lists],
          cwd,
        }),
    },
    {
      name: '`pip install --dry-run`',
      reset,
      runs: 3,
      run: () =>
        measure({
          argv: [pip, 'install', ...pipArgs, ...limits, ...files],
          cwd,
        }),
    },
  ];
}

function listRows(series: readonly Series[]): string[][] {
  const seconds = ({ measured }: Series) => measured.map((run) => run.seconds);
  const median = (one: Series) => summarize(seconds(one))?.median;
  const uv = series.find(({ name }) => name.includes('uv'));
  const base = uv && median(uv);
  return series.map((one) => {
    const own = median(one);
    const cpu = one.measured.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
    const ratio = base && own ? (own / base).toFixed(1) : '–';
    return [
      one.name,
      one.failure ?? renderSpread(seconds(one)),
      renderSpread(cpu),
      ratio,
    ];
  });
}
