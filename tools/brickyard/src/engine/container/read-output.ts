import type { ContainerResult } from '../engine';

type Output = Pick<ContainerResult, 'stdout' | 'stderr'>;

const HEADER = 8;
const STDERR = 2;

/** Receives each piece of output; throws to stop the reading. */
export type OutputGuard = (bytes: number) => void;

/**
 * What a container without a terminal prints: stdout and stderr in one stream,
 * each piece behind a header of its kind and its length.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
export async function readOutput(
  chunks: AsyncIterable<Uint8Array>,
  guard: OutputGuard = () => undefined,
): Promise<Output> {
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  let header = Buffer.alloc(0);
  let missing = 0;
  for await (const chunk of chunks) {
    guard(chunk.length);
    let rest = Buffer.from(chunk);
    while (rest.length > 0) {
      if (missing === 0) {
        const wanted = HEADER - header.length;
        header = Buffer.concat([header, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (header.length < HEADER) break;
        missing = header.readUInt32BE(4);
      }
      const piece = rest.subarray(0, missing);
      (header[0] === STDERR ? stderr : stdout).push(piece);
      rest = rest.subarray(piece.length);
      missing -= piece.length;
      if (missing === 0) header = Buffer.alloc(0);
    }
  }
  return { stdout: decode(stdout), stderr: decode(stderr) };
}

function decode(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8');
}
