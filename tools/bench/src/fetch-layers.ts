import type { BenchRegistry } from './bench-registry';

export interface Layer {
  digest: string;
  /** Compressed bytes. */
  size: number;
}

/** The layers of a published image; what a cluster downloads. */
export async function fetchLayers(
  { host }: BenchRegistry,
  repository: string,
  tag: string,
): Promise<Layer[]> {
  const accept =
    'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
  const url = `http://${host}/v2/${repository}/manifests/${tag}`;
  const answer = await fetch(url, { headers: { accept } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return ((await answer.json()) as { layers: Layer[] }).layers;
}

export function sumSizes(layers: readonly Layer[]): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}
