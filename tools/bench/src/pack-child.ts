import { packContext } from '../../brickyard/src/context/pack';
import { readContext } from '../../brickyard/src/context/read-context';

/** The report of a process that packs a folder, in seconds and bytes. */
export interface PackReport {
  read: number;
  /** The first pass goes first in the list. */
  passes: number[];
  bytes: number;
  peakBytes: number;
}

/** `node pack-child.cjs <folder> <passes>`: prints a PackReport. */
export async function reportPacking(
  folder: string,
  passes: number,
): Promise<PackReport> {
  const uses = [{ kind: 'copy' as const, sources: ['.'], line: 1 }];
  const [read, entries] = await timed(() =>
    readContext({ folder, name: 'bench', uses }),
  );
  const dockerfile = 'FROM scratch\nCOPY . /\n';
  const seconds: number[] = [];
  let bytes = 0;
  for (let pass = 0; pass < passes; pass++) {
    const request = { folder, name: 'bench', entries, dockerfile };
    const [taken, size] = await timed(() => drain(packContext(request)));
    seconds.push(taken);
    bytes = size;
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { read, passes: seconds, bytes, peakBytes };
}

async function drain(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += chunk.length;
  return bytes;
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const started = performance.now();
  const result = await work();
  return [(performance.now() - started) / 1000, result];
}
