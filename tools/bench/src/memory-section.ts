import { join } from 'node:path';

import type { Bench } from './bench';
import { makeBrickyardWorkspace, plain } from './image-workspace';
import { measure } from './measure';
import { measurePackMemory } from './pack-section';
import { renderMegabytes, renderTable } from './render-figures';

/** Nothing answers there: the plan counts both places as empty. */
const place = {
  base: 'bench.invalid/base:1',
  digest: `sha256:${'0'.repeat(64)}`,
  registry: { host: '127.0.0.1:9' },
};

/** Peak memory of the processes that could grow with their input. */
export async function measureMemory(bench: Bench): Promise<string> {
  const count = Math.max(...bench.options.images);
  const folder = join(bench.folder, 'memory');
  makeBrickyardWorkspace(bench, place, count, folder);
  const { peakBytes } = await measure({
    argv: [join(folder, 'node_modules/.bin/brickyard'), 'plan'],
    cwd: folder,
    env: plain,
  });
  const plan = [
    `planning ${count} images`,
    renderMegabytes(peakBytes),
    '< 300 MB',
  ];
  const rows = [plan, await measurePackMemory(bench)];
  return `### Peak memory\n\n${renderTable(['what', 'peak', 'target'], rows)}\n`;
}
