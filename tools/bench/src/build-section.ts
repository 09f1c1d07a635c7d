import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { ServerBench } from './bench';
import { BenchRegistry } from './bench-registry';
import { buildBrickyard, makeBuildWorkspace } from './brickyard-build';
import type { BuildBench, Figures } from './build-bench';
import { plainImages, readBuildPlace } from './build-place';
import { buildPlain } from './plain-build';
import type { PlainImage } from './plain-images';
import { tell } from './progress';
import { renderMegabytes, renderSpread, renderTable } from './render-figures';
import { summarize } from './statistics';

/**
 * `python` and `r` against `pip install -r` and `install.packages` in one
 * Dockerfile: from an empty engine, and with a package more in the list.
 */
export async function measureBuilds(bench: ServerBench): Promise<string> {
  if (!bench.engine.isOwn)
    return 'Builds: left out, they need an engine of their own (root on Linux, with dockerd)\n';
  const workspace = join(bench.folder, 'builds');
  const place = readBuildPlace(bench.root, process.env);
  const build: BuildBench = { ...bench, place, workspace };
  makeBuildWorkspace(build);
  const rows: string[][] = [];
  for (const image of plainImages(bench.root, place)) {
    const both = { plain: newFigures(), brickyard: newFigures() };
    for (let run = 1; run <= bench.options.buildRuns; run++) {
      tell(`builds ${image.name}, run ${run} of ${bench.options.buildRuns}`);
      await measureRun(build, image, both);
    }
    rows.push(
      figureRow(`${image.name}: plain Dockerfile`, both.plain),
      figureRow(`${image.name}: brickyard`, both.brickyard),
      ratioRow(both.brickyard, both.plain),
    );
  }
  const head = [
    'what',
    's, cold',
    's, a package more',
    'of it the lock',
    's, on a fresh runner',
    'size',
    'to upload after the change',
    'pulled on the fresh runner',
  ];
  return `### Building and publishing for ${place.runtime}, runs: ${bench.options.buildRuns}\n\n${renderTable(head, rows)}\n\n${legend}\n`;
}

/** In a registry of its own, which has nothing of an earlier run. */
async function measureRun(
  build: BuildBench,
  image: PlainImage,
  both: Record<'plain' | 'brickyard', Figures>,
): Promise<void> {
  const folder = join(build.folder, 'builds-registry');
  const registry = await BenchRegistry.start(folder);
  build.cleanUp.add(() => registry.stop());
  try {
    await buildPlain({ ...build, registry }, image, both.plain);
    await buildBrickyard({ ...build, registry }, image.name, both.brickyard);
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true });
  }
}

const legend =
  'Cold: an engine with the base image and nothing else. A fresh runner: the same, and the registry has the parents; one package more, locked already. Sizes are compressed. Both sides reach the same package index and mirror.';

function newFigures(): Figures {
  const series = { cold: [], change: [], lock: [], fresh: [] };
  return { ...series, size: 0, changedSize: 0 };
}

function figureRow(name: string, figures: Figures): string[] {
  const { cold, change, lock, fresh } = figures;
  const seconds = [cold, change, lock, fresh];
  const { size, changedSize, freshBytes } = figures;
  return [
    name,
    ...seconds.map((values) => renderSpread(values, 1)),
    ...[size, changedSize, freshBytes].map(renderMegabytes),
  ];
}

/** Medians, Brickyard's as a part of the plain Dockerfile's. */
function ratioRow(own: Figures, plain: Figures): string[] {
  const ratio = (part?: number, whole?: number) =>
    part && whole ? `${(part / whole).toFixed(2)}x` : '–';
  const median = (values: readonly number[]) => summarize(values)?.median;
  const seconds = (['cold', 'change'] as const).map((step) =>
    ratio(median(own[step]), median(plain[step])),
  );
  const sizes = (['size', 'changedSize'] as const).map((each) =>
    ratio(own[each], plain[each]),
  );
  const warm = ratio(median(own.fresh), median(own.change));
  return ['ratio', ...seconds, '', `${warm} of warm`, ...sizes, ''];
}
