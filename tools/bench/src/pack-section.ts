import { randomBytes } from 'node:crypto';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Bench } from './bench';
import { interleave, measure, type Measured } from './measure';
import type { PackReport } from './pack-child';
import { renderMegabytes, renderSpread, renderTable } from './render-figures';

const smallFiles = 3000;
const child = resolve(__dirname, '../pack-child.cjs');
const passes = 6;

/** Our context stream against tar on the same files. */
export async function measurePacking(bench: Bench): Promise<string> {
  const folder = join(bench.folder, 'context');
  makeContext(folder);
  const reports: PackReport[] = [];
  const [tar] = await interleave(
    [
      { name: 'tar', run: () => runTar(folder) },
      {
        name: 'brickyard',
        run: async () => {
          const { report, measured } = await packInChild(folder, passes);
          reports.push(report);
          return measured;
        },
      },
    ],
    bench.options.runs,
  );
  // The round that warmed the disk's cache does not count for either.
  const counted = reports.slice(1);
  const seconds = (tar?.measured ?? []).map((each) => each.seconds);
  const row = (name: string, values: readonly number[], target: string) => [
    name,
    renderSpread(values, 3),
    target,
  ];
  const first = counted.map((report) => report.passes[0] ?? 0);
  const warm = counted.flatMap((report) => report.passes.slice(1));
  return `### Packing ${smallFiles} small files and one of 60 MB, to a sink

${renderTable(
  ['what', 's, median (min–max)', 'target'],
  [
    row('`tar -cf - . \\| cat >/dev/null`', seconds, ''),
    row('brickyard, first pass of a new process', first, '≤ tar'),
    row('brickyard, further passes', warm, '≤ tar'),
    row(
      'beside it: reading and hashing for the key',
      counted.map((report) => report.read),
      '',
    ),
  ],
)}
`;
}

/** Peak memory of packing 1 GB, which must not grow with the context. */
export async function measurePackMemory(bench: Bench): Promise<string[]> {
  const folder = join(bench.folder, 'gigabyte');
  mkdirSync(folder);
  const file = join(folder, 'large.bin');
  writeFileSync(file, '');
  truncateSync(file, 1e9);
  const { report } = await packInChild(folder, 1);
  const size = renderMegabytes(report.bytes);
  return [`packing ${size}`, renderMegabytes(report.peakBytes), '< 300 MB'];
}

async function packInChild(
  folder: string,
  count: number,
): Promise<{ report: PackReport; measured: Measured }> {
  const argv = [process.execPath, child, folder, String(count)] as const;
  const measured = await measure({ argv });
  return { report: JSON.parse(measured.stdout) as PackReport, measured };
}

/** Through `cat`: tar reads no content when it sees that it writes to /dev/null. */
function runTar(folder: string): Promise<Measured> {
  const line = 'tar -cf - . | cat >/dev/null';
  return measure({ argv: ['sh', '-c', line], cwd: folder });
}

function makeContext(folder: string): void {
  for (let index = 0; index < smallFiles; index++) {
    const part = join(folder, `part-${index % 30}`);
    mkdirSync(part, { recursive: true });
    // 0.2 to 8 kB, as sources and settings are.
    const size = 200 + ((index * 7919) % 7800);
    writeFileSync(join(part, `file-${index}.py`), randomBytes(size));
  }
  writeFileSync(join(folder, 'model.bin'), randomBytes(60e6));
}
