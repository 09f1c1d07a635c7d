import { renderPlace } from '../errors';
import { renderLines } from '../outlet/printable';
import type { Explanation, WhyResult } from '../run/ask/explain-package';
import type { Hold } from '../run/ask/own-package';
import { ecosystemTitles, titlePackage } from './ecosystem-titles';
import { renderIgnored } from './render-ignored';
import { renderTable } from './render-table';

/** Names of a list before the rest is counted. */
const mostNames = 4;

/** Why a flavour has a package; what is said when it has none is `renderWhyNot`. */
export function renderWhy(result: WhyResult): string {
  const { flavour, explanations, name } = result;
  const bodies = explanations.map((each) => renderBody(each).join('\n'));
  const sections = explanations.map((each, at) => {
    const head = renderHead(flavour, each);
    const same = bodies.indexOf(bodies[at] ?? '');
    const before = explanations[same];
    // What repeats itself from line to line is told once.
    return same < at && before !== undefined
      ? `${head}\n  the same as on ${before.runtime}\n`
      : `${head}\n${bodies[at]}\n`;
  });
  const missing = result.runtimes.filter(
    (line) => !explanations.some(({ runtime }) => runtime === line),
  );
  const without =
    missing.length > 0 ? [`${missing.join(', ')}: no ${name} is known`] : [];
  const notes = explainLimits(result);
  return renderLines([
    ...sections,
    ...without,
    ...notes,
    ...renderIgnored(result),
  ]);
}

function renderHead(flavour: string, each: Explanation): string {
  const { version, runtime, source, isBuildOnly } = each;
  const what = version === null ? 'not locked' : version;
  const where = isBuildOnly ? ', only while it is built' : '';
  return `${flavour}@${runtime}: ${titlePackage(each)} ${what}${where}\n  ${source}`;
}

function renderBody(each: Explanation): string[] {
  const { heldBackBy, below } = each;
  const brought = listBrought(each);
  const held = heldBackBy.map((hold) => [nameHold(hold), hold.text]);
  const rows = indent([...brought, ...held]);
  const bringing = rows.slice(0, brought.length);
  const holding = rows.slice(brought.length);
  return [
    '  brought by',
    ...bringing,
    '  held back by',
    ...(holding.length > 0
      ? holding
      : ['    nothing that lists and locks tell']),
    ...(below.length > 0 ? [`  also in ${listBelow(each)}`] : []),
  ];
}

/** Both parts in the same columns. */
function indent(rows: readonly (readonly string[])[]): string[] {
  return renderTable(rows).map((row) => `    ${row}`);
}

function listBrought({
  broughtBy,
  forList,
  unlisted,
  below,
}: Explanation): string[][] {
  const lowest = below.at(-1);
  if (unlisted !== null && lowest !== undefined)
    return [[lowest.flavour, 'has it, and no list names it']];
  if (unlisted !== null) {
    const { folder, base } = unlisted;
    const where = base === null ? folder : `${base} or ${folder}`;
    return [[where, 'in no list']];
  }
  if (forList !== null)
    return [[forList, 'something in it needs it; the lock does not say what']];
  return broughtBy.map(({ place, text, names }) => [
    renderPlace(place),
    [text, ...names.slice(1)].join(' → '),
  ]);
}

function nameHold({ by }: Hold): string {
  if ('place' in by) return renderPlace(by.place);
  return 'runtime' in by
    ? `runtime ${by.runtime}`
    : `the lock of ${by.flavour}`;
}

function listBelow({ below, version }: Explanation): string {
  const names = below.map((each) =>
    each.version === version
      ? each.flavour
      : `${each.flavour} (${each.version ?? 'not locked'})`,
  );
  return `${names.join(', ')}, which it is built on`;
}

/** What a lock cannot tell. */
function explainLimits({ explanations, flavour }: WhyResult): string[] {
  const needing = new Set(explanations.flatMap(({ neededBy }) => neededBy));
  const isLocked = explanations.some(({ source }) => /\/locks\//.test(source));
  const verb = needing.size === 1 ? 'allows' : 'allow';
  return [
    ...(needing.size > 0
      ? [
          `Which versions of it ${listSome([...needing])} ${verb}, no lock says.`,
        ]
      : []),
    ...(isLocked
      ? [
          `A lock keeps its versions: npx nx lock ${flavour} --upgrade takes the newest that go together.`,
        ]
      : []),
  ];
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2
    ? last
    : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Why there is nothing to explain, and what may have been meant. */
export function renderWhyNot(result: WhyResult): string {
  const { flavour, name, elsewhere, suggestions, isLibrary, base } = result;
  const near = suggestions.map(
    (each) => `${each.name} (${ecosystemTitles[each.ecosystem]})`,
  );
  return renderLines([
    `${flavour}: no list and no lock names ${name}`,
    ...(near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []),
    ...(elsewhere.length > 0
      ? [`It is in ${elsewhere.join(', ')}: npx brickyard find ${name}`]
      : []),
    ...(isLibrary
      ? [
          `${flavour} is a library: others copy its files, and it has no packages.`,
        ]
      : []),
    ...(base !== null && !isLibrary
      ? [
          `What ${base} or a Dockerfile brings is known once the image is built: npx nx docker-build ${flavour}`,
        ]
      : []),
    ...renderIgnored(result),
  ]);
}
