import { renderLines } from '../outlet/printable';
import type {
  BuildUse,
  FindResult,
  FoundPackage,
} from '../run/ask/find-packages';
import { ecosystemTitles, titlePackage } from './ecosystem-titles';
import { renderIgnored } from './render-ignored';
import { renderOrigin } from './render-origin';
import { renderTable } from './render-table';

/** Characters of a line, so that a table does not break in a usual terminal. */
const widest = 110;
const heads = ['flavour', 'line', 'version', 'where it is from'];

/** Which images have a package; what is said when none has is `renderNotFound`. */
export function renderFind(result: FindResult): string {
  const sections = groupRows(result.found).flatMap(([title, rows]) => [
    title,
    ...renderRows(rows),
    '',
  ]);
  return renderLines([...sections, ...renderFoot(result)]);
}

function groupRows(
  found: readonly FoundPackage[],
): [string, readonly FoundPackage[]][] {
  const groups = new Map<string, FoundPackage[]>();
  for (const row of found) {
    const title = titlePackage(row);
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups];
}

function renderRows(found: readonly FoundPackage[]): string[] {
  const cells = found.map(({ flavour, runtime, version }) => [
    flavour,
    runtime,
    version ?? 'not locked',
  ]);
  const columns = renderTable([heads.slice(0, 3), ...cells]);
  const used = Math.max(...columns.map((line) => line.length)) + 4;
  const origins = found.map(({ origin }) =>
    renderOrigin(origin, widest - used),
  );
  const rows = cells.map((row, at) => ['', ...row, origins[at] ?? '']);
  return renderTable([['', ...heads], ...rows]);
}

function renderFoot(result: FindResult): string[] {
  const { found, others, builds, images } = result;
  const ids = new Set(found.map(({ flavour, runtime }) => flavour + runtime));
  const have = ids.size === 1 ? 'has' : 'have';
  return [
    `${ids.size} of ${images.asked} images ${have} it. ${describeSources(result)}`,
    ...renderOthers(others),
    ...renderBuilds(builds),
    ...renderIgnored(result),
  ];
}

/** What the answer rests on. */
export function describeSources({
  images: { asked, seen },
}: Pick<FindResult, 'images'>): string {
  if (seen === 0)
    return 'Lists and locks say so; none of them is built here as its files stand.';
  if (seen === asked) return 'Each was looked into once it was built.';
  return `${seen} of them ${seen === 1 ? 'was' : 'were'} looked into once built; of the others, lists and locks say it.`;
}

function renderOthers(others: readonly FoundPackage[]): string[] {
  if (others.length === 0) return [];
  const rows = others.map(({ flavour, runtime, version }) => [
    '',
    flavour,
    runtime,
    version ?? 'not locked',
  ]);
  return ['In other versions:', ...renderTable(rows)];
}

/** What is there while something is built. */
export function renderBuilds(builds: readonly BuildUse[]): string[] {
  if (builds.length === 0) return [];
  const names = new Set(builds.map(({ flavour }) => flavour));
  return [
    `Only while something is built, and in no image: ${[...names].join(', ')}.`,
  ];
}

/** Why the answer is that there is none, where was looked, and what may have been meant. */
export function renderNotFound(result: FindResult): string {
  const { query, others, suggestions, images, builds, isPublished } = result;
  const [first] = others;
  const what =
    first === undefined
      ? `no image has ${query.name}`
      : `no image is known to have ${query.text}`;
  const near = suggestions.map(
    ({ ecosystem, name }) => `${name} (${ecosystemTitles[ecosystem]})`,
  );
  return renderLines([
    what,
    ...renderOthers(others),
    ...renderBuilds(builds),
    ...(near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []),
    ...(first === undefined
      ? [`Looked at ${images.asked} images. ${describeSources(result)}`]
      : []),
    ...(images.seen < images.asked
      ? [
          `What a base image or a Dockerfile brings is known of images that were looked into: build them${isPublished ? '' : ',\nor add --published'}.`,
        ]
      : []),
    ...renderIgnored(result),
  ]);
}
