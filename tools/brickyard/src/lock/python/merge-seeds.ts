import { listPins } from './list-pins';

/**
 * Versions to prefer: those of the image below, so that nothing is installed
 * twice, then those that were locked before. Hashes are left out, or uv would
 * take them from here instead of from the index.
 */
export function mergeSeeds(parent = '', own = ''): string {
  const pins = new Map(
    [...listPins(own), ...listPins(parent)]
      .filter(({ isUrl }) => !isUrl)
      .map(({ name, version }) => [name, version]),
  );
  const names = [...pins.keys()].sort();
  return names.map((name) => `${name}==${pins.get(name)}\n`).join('');
}
