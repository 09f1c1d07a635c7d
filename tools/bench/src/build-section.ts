import { join } from 'node:path';

import type { ServerBench } from './bench';
import { buildBrickyard, makeBuildWorkspace } from './brickyard-build';
import type { BuildBench, Figures } from './build-bench';
import { plainImages, readBuildPlace } from './build-place';
import { buildPlain } from './plain-build';
import { renderMegabytes, renderSpread, renderTable } from './render-figures';

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
    for (let run = 0; run < bench.options.buildRuns; run++) {
      await buildPlain(build, image, both.plain);
      await buildBrickyard(build, image.name, both.brickyard);
    }
    rows.push(figureRow(`${image.name}: plain Dockerfile`, both.plain));
    rows.push(figureRow(`${image.name}: brickyard`, both.brickyard));
  }
  const head = [
    'what',
    's, cold',
    's, a package more',
    'of it the lock',
    'size',
    'to upload after the change',
  ];
  return `### Building for ${place.runtime}, runs: ${bench.options.buildRuns}\n\n${renderTable(head, rows)}\n\n${legend}\n`;
}

const legend =
  'Cold: an engine with the base image and nothing else. Sizes are compressed. Both sides reach the same package index and mirror.';

function newFigures(): Figures {
  return { cold: [], change: [], size: 0, changedSize: 0 };
}

function figureRow(name: string, figures: Figures): string[] {
  const { cold, change, lock, size, changedSize } = figures;
  return [
    name,
    renderSpread(cold, 1),
    renderSpread(change, 1),
    lock === undefined ? '' : renderSpread(lock, 1),
    renderMegabytes(size),
    renderMegabytes(changedSize),
  ];
}
