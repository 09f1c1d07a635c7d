import type { Package } from './package';

/** Sorts by code units, whatever the locale. Duplicates are dropped. */
export function sortPackages<P extends Package>(packages: readonly P[]): P[] {
  const byText = new Map(packages.map((item) => [textOf(item), item]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as P);
}

function textOf(item: Package): string {
  const { name, version, ...rest } = item;
  // A separator below every printable character keeps `a` before `a-b`.
  return [name.toLowerCase(), name, version, ...Object.values(rest)].join('\0');
}
