import { createHash } from 'node:crypto';

import type { labLines } from './second-line';
import type { TestBed } from './test-bed';

/** What a flavour's images for two lines share. */
export interface CommonLayers {
  flavour: string;
  /** That have content, of the first line's image. */
  layers: number;
  /** Those of them that the second line's image has as well. */
  common: number;
}

/** Of a layer without any file, as a COPY of an empty folder is: a tar's end alone. */
const EMPTY = `sha256:${createHash('sha256').update(Buffer.alloc(1024)).digest('hex')}`;

/** Compares uncompressed digests in the engine: bytes, whatever made them. */
export async function findCommonLayers(
  bed: TestBed,
  flavour: string,
  { first, second }: typeof labLines,
): Promise<CommonLayers> {
  const [here, there] = await Promise.all(
    [first, second].map(async (line) => {
      const name = bed.localName(flavour, line);
      const { layers } = await bed.engine.inspect(name);
      return new Set(layers.filter((digest) => digest !== EMPTY));
    }),
  );
  const common = [...(here ?? [])].filter((digest) => there?.has(digest));
  return { flavour, layers: here?.size ?? 0, common: common.length };
}

/** A line each: `gecko  1 of 1`. */
export function renderCommonLayers(found: readonly CommonLayers[]): string {
  const width = Math.max(...found.map(({ flavour }) => flavour.length));
  return found
    .map(
      ({ flavour, layers, common }) =>
        `${flavour.padEnd(width)}  ${common} of ${layers} layers in common`,
    )
    .join('\n');
}
