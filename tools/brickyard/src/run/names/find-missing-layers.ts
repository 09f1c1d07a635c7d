/** What two images may share. */
export interface SharedLayer {
  /** As a registry stores it; left out where only an engine tells of the layer. */
  digest?: string;
  /** Digest of its content before compression, where that is known. */
  unpacked?: string;
}

/**
 * The layers that a machine lacks which has the others, each once. Layers are
 * the same when registries would say so; where one of two is not known to a
 * registry, when they have the same content.
 */
export function findMissingLayers<Layer extends SharedLayer>(
  layers: readonly Layer[],
  known: readonly SharedLayer[],
): Layer[] {
  const seen = openSeen(known);
  return layers.filter((layer) => !seen.has(layer) && seen.add(layer));
}

/** Bytes. */
export function sumSizes(layers: readonly { size: number }[]): number {
  return layers.reduce((total, { size }) => total + size, 0);
}

function openSeen(layers: readonly SharedLayer[]) {
  const digests = new Set<string>();
  const contents = new Set<string>();
  // Of what no registry has told of.
  const loose = new Set<string>();
  const add = ({ digest, unpacked }: SharedLayer): true => {
    if (digest !== undefined) digests.add(digest);
    if (unpacked !== undefined) contents.add(unpacked);
    if (digest === undefined && unpacked !== undefined) loose.add(unpacked);
    return true;
  };
  const has = ({ digest, unpacked = '' }: SharedLayer): boolean =>
    digest === undefined
      ? contents.has(unpacked)
      : digests.has(digest) || loose.has(unpacked);
  layers.forEach(add);
  return { add, has };
}
