import type { Package } from '../../ecosystems/package';
import { renderSize } from '../../render-size';
import type { Contents } from '../../versioning/contents';
import { diffInventories } from '../../versioning/diff-inventories';
import type { GroupDiff } from '../../versioning/inventory-diff';

/** So many are named. */
const most = 5;

/**
 * What an image ships again although the image below has it, in another version:
 * the bytes of that stay in the layers below. Nothing where a side is not known.
 */
export function noteReplaced(
  below: Contents | undefined,
  now: Contents | undefined,
): string[] {
  if (below === undefined || now === undefined) return [];
  const replaced = diffInventories(below, now).groups.flatMap((group) =>
    listReplaced(group, below),
  );
  if (replaced.length === 0) return [];
  replaced.sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  const bytes = replaced.reduce((sum, { size = 0 }) => sum + size, 0);
  const names = replaced.slice(0, most).map(({ name, version }) => {
    return `${name} ${version}`;
  });
  const more = replaced.length - names.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  return [
    `ships again what ${below.name} has in another version, ${renderSize(bytes)} unpacked that stay in the layers below: ${names.join(', ')}${rest}`,
  ];
}

/** As the image below has them. */
function listReplaced(
  { ecosystem, environment, changed }: GroupDiff,
  below: Contents,
): Package[] {
  const groups = below.groups.filter(
    (group) =>
      group.ecosystem === ecosystem && group.environment === environment,
  );
  return changed.flatMap(({ name, from }) => {
    const known = groups.flatMap(({ packages }) =>
      packages.filter((each) => each.name === name),
    );
    return known.length > 0 ? known : [{ name, version: from }];
  });
}
