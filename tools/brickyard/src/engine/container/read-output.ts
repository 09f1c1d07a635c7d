import type { ContainerResult } from '../engine';

type Output = Pick<ContainerResult, 'stdout' | 'stderr'>;

const HEADER = 8;
const STDERR = 2;

/** Receives each piece of output; throws to stop the reading. */
export type OutputGuard = (bytes: number) => void;

/** A part of what a container printed. */
export interface OutputPiece {
  from: keyof Output;
  bytes: Uint8Array;
}

/** All that a container without a terminal prints, as text. */
export async function readOutput(
  chunks: AsyncIterable<Uint8Array>,
  guard?: OutputGuard,
): Promise<Output> {
  const pieces: Record<keyof Output, Uint8Array[]> = { stdout: [], stderr: [] };
  for await (const { from, bytes } of splitOutput(chunks, guard))
    pieces[from].push(bytes);
  return { stdout: decode(pieces.stdout), stderr: decode(pieces.stderr) };
}

/**
 * What a container without a terminal prints, as it comes: stdout and stderr in one
 * stream, each piece behind a header of its kind and its length.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
export async function* splitOutput(
  chunks: AsyncIterable<Uint8Array>,
  guard: OutputGuard = () => undefined,
): AsyncGenerator<OutputPiece, void> {
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
      const bytes = rest.subarray(0, missing);
      const from = header[0] === STDERR ? 'stderr' : 'stdout';
      if (bytes.length > 0) yield { from, bytes };
      rest = rest.subarray(bytes.length);
      missing -= bytes.length;
      if (missing === 0) header = Buffer.alloc(0);
    }
  }
}

function decode(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8');
}
