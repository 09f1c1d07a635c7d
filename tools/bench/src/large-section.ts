import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { startAgreeingRegistry } from './agreeing-registry';
import type { Bench } from './bench';
import { plain } from './image-workspace';
import { brickyardFiles, flavourNames, makeWorkspace } from './make-workspace';
import { interleave, measure, type Series } from './measure';
import { renderSpread, renderTable } from './render-figures';

const flavours = 1000;
const runtimes = ['17.3-LTS', '16.4-LTS'];

/** A plan and a report of more images than a team has, without an engine. */
export async function measureLarge(bench: Bench): Promise<string> {
  const registry = await startAgreeingRegistry();
  try {
    const folder = join(bench.folder, 'large');
    fillWorkspace(bench, folder, registry.host);
    const contenders = [
      contender(folder, 'plan', '--json'),
      contender(folder, 'report', '--base=HEAD', '--json'),
    ];
    const series = await interleave(contenders, bench.options.runs);
    const head = ['what', 's, median (min–max)', 'CPU s'];
    const table = renderTable(head, series.map(renderRow));
    return `### ${flavours} flavours for ${runtimes.length} lines, one changed\n\n${table}\n\n${legend}\n`;
  } finally {
    await registry.close();
  }
}

const legend =
  'The registry is a stand-in on loopback that has every image it is asked for. CPU: of the command alone, with its temporary files in memory where there is /dev/shm.';

/**
 * For a minute and more, ext4 passes over what was deleted before it makes a file:
 * a report after another one would take twice the CPU of the first.
 */
const memory = '/dev/shm';

function fillWorkspace(bench: Bench, folder: string, registry: string): void {
  const files = brickyardFiles({
    count: flavours,
    base: 'bench.invalid/base:1',
    digest: `sha256:${'0'.repeat(64)}`,
    registry,
    runtimes,
  });
  const nodeModules = join(bench.root, 'node_modules');
  makeWorkspace({ folder, nodeModules, files });
  const [changed = ''] = flavourNames(flavours);
  const list = join(folder, 'packages', changed, 'requirements.txt');
  appendFileSync(list, 'tabulate==0.9.0\n');
}

function contender(cwd: string, ...words: string[]) {
  const brickyard = join(cwd, 'node_modules/.bin/brickyard');
  // Nothing listens there: on a fresh runner, too, the registry has the images.
  const env = {
    ...plain,
    ...(existsSync(memory) && { TMPDIR: memory }),
    DOCKER_HOST: `unix://${join(cwd, 'no-engine.sock')}`,
  };
  const argv = [brickyard, ...words] as const;
  return {
    name: `\`brickyard ${words[0] ?? ''}\``,
    run: () => measure({ argv, cwd, env }),
  };
}

function renderRow({ name, measured, failure }: Series): string[] {
  const cpu = measured.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const seconds = renderSpread(measured.map((each) => each.seconds));
  return [name, failure ?? seconds, renderSpread(cpu)];
}
