import { renderPlace } from '../errors';
import {
  code,
  codeBlock,
  escapeHtml,
  escapeText,
  htmlCode,
} from '../outlet/markdown-text';
import { plainOutput } from '../outlet/plain-output';
import type { ImageReport } from '../run/change/report';
import { shorten } from '../shorten';
import { describeEstimate } from './describe-estimate';
import { describeFacts, listUpheavals } from './line-words';
import { renderReason } from './render-reason';
import { renderPackageGroups } from './render-report-packages';
import {
  countDifferences,
  describeBudget,
  describeChange,
  describeContents,
  describeCost,
  describeMeasure,
  describeSize,
  isTrouble,
} from './report-words';

/** With more images than this, each is folded. */
const mostOpen = 3;
const mostReasons = 8;
const mostFindings = 20;
const mostFailures = 20;
const mostLines = 15;
const lineLength = 300;

/** The text for an image: in short, with the direct packages, and in full. */
export function listVariants(image: ImageReport, images: number): string[] {
  if (image.change === 'removed') return [];
  const isOpen = isTrouble(image) || images <= mostOpen;
  const summary = `${htmlCode(image.id)}: ${escapeHtml(describeChange(image))}`;
  const wrap = (lines: readonly string[]) =>
    [
      `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>`,
      '',
      ...lines,
      '</details>',
      '',
    ].join('\n');
  const variants = (['none', 'direct', 'all'] as const).map((which) =>
    wrap([
      ...listFacts(image),
      ...renderPackages(image, which),
      ...listFindings(image),
      ...listFailures(image, which === 'all'),
    ]),
  );
  return [...new Set(variants)];
}

function listFacts(image: ImageReport): string[] {
  return [
    ...listError(image),
    ...listReasons(image),
    ...listLine(image),
    ...listSize(image),
    ...listCost(image),
    ...listReference(image),
    '',
  ];
}

function listError({ action }: ImageReport): string[] {
  if (action.kind !== 'failed') return [];
  const lines = action.error.split('\n');
  const shown = lines
    .slice(0, mostLines * 2)
    .map((line) => shorten(line, lineLength));
  const hidden = lines.length - shown.length;
  const rest = hidden > 0 ? [`… ${hidden} more lines`] : [];
  return [...codeBlock([...shown, ...rest]), ''];
}

function listReasons({ reasons, baseProblem }: ImageReport): string[] {
  if (baseProblem !== undefined) {
    const problem = escapeText(shorten(baseProblem, lineLength));
    return [`- **why**: not known, since the base cannot be read: ${problem}`];
  }
  if (reasons.length === 0) return [];
  const shown = reasons
    .slice(0, mostReasons)
    .map((reason) => escapeText(shorten(renderReason(reason), 200)));
  const hidden = reasons.length - shown.length;
  const rest = hidden > 0 ? [`and ${hidden} more`] : [];
  return [`- **why**: ${[...shown, ...rest].join('; ')}`];
}

/** Of an image for a new line, what to look at first. */
function listLine({ lines, packages }: ImageReport): string[] {
  if (lines === null) return [];
  const facts = `${lines.from} → ${lines.to}: ${describeFacts(lines)}`;
  const first = listUpheavals(packages?.groups ?? []).map(
    ([what, names]) => `${what}: ${names}`,
  );
  const [told = '', ...more] = [facts, ...first].map((text) =>
    escapeText(shorten(text, lineLength)),
  );
  return [`- **line**: ${told}`, ...more.map((text) => `- ${text}`)];
}

function listSize({ size }: ImageReport): string[] {
  if (size === null) return [];
  const budget = describeBudget(size);
  const text = `${describeSize(size)} ${describeMeasure(size)}`;
  const mark = size.isOver === true ? '❌ ' : '';
  return [
    `- **size**: ${text}${budget === undefined ? '' : `; ${mark}${budget}`}`,
  ];
}

function listCost({ cost, estimate }: ImageReport): string[] {
  return [
    ...(cost === null ? [] : [describeCost(cost)]),
    ...(estimate === null ? [] : [escapeText(describeEstimate(estimate))]),
  ].map((text) => `- **cost**: ${text}`);
}

function listReference({ reference }: ImageReport): string[] {
  if (reference === null) return [];
  const { name, tags, digest } = reference;
  const [tag = '', ...more] = tags.map((each) => shorten(each, 130));
  const also = more.length > 0 ? `, also ${more.map(code).join(', ')}` : '';
  const exact = digest === null ? '' : `<br>${code(digest)}`;
  return [
    `- **image**: ${code(`${shorten(name, 300)}:${tag}`)}${also}${exact}`,
  ];
}

function renderPackages(
  image: ImageReport,
  which: 'none' | 'direct' | 'all',
): string[] {
  const { packages } = image;
  if (packages === null) return [];
  const notes = packages.notes
    .slice(0, 3)
    .map((note) => `*${escapeText(shorten(note, lineLength))}*`)
    .flatMap((note) => [note, '']);
  const contents = describeContents(image);
  if (packages.from === null) {
    const line =
      contents === '' ? [] : [`Packages: ${escapeText(contents)}`, ''];
    return [...line, ...notes];
  }
  if (packages.groups.length === 0)
    return ['No package differs.', '', ...notes];
  if (which === 'none')
    return [`Packages: ${countDifferences(packages.groups)}`, '', ...notes];
  return [...renderPackageGroups(packages.groups, which === 'all'), ...notes];
}

function listFindings(image: ImageReport): string[] {
  const { findings } = image;
  if (findings === null || findings.length === 0) return [];
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = [...findings].sort(
    (a, b) => order[a.severity] - order[b.severity],
  );
  const shown = sorted.slice(0, mostFindings).map((finding) => {
    const { rule, severity, message, place, hint } = finding;
    const mark = severity === 'error' ? '❌ ' : '';
    const where = place === undefined ? '' : ` ${code(renderPlace(place))}:`;
    const mend =
      hint === '' ? '' : `<br>*${escapeText(shorten(hint, lineLength))}*`;
    return `- ${mark}${severity} ${escapeText(rule)}:${where} ${escapeText(shorten(message, lineLength))}${mend}`;
  });
  const hidden = sorted.length - shown.length;
  const rest = hidden > 0 ? [`- and ${hidden} more`] : [];
  return ['**Rules**', '', ...shown, ...rest, ''];
}

function listFailures({ tests }: ImageReport, withOutput: boolean): string[] {
  const failed = tests?.failed ?? [];
  if (failed.length === 0) return [];
  const shown = failed.slice(0, mostFailures).flatMap((failure) => {
    const { name, place, messages, output } = failure;
    const why = escapeText(shorten(messages.join('; '), lineLength));
    const where = code(shorten(renderPlace(place), 200));
    const line = `- ❌ ${code(shorten(name, 120))} ${where}: ${why}`;
    const printed = withOutput && output ? output.trimEnd().split('\n') : [];
    const last = printed
      .slice(-mostLines)
      .map((text) => shorten(plainOutput(text), lineLength));
    return last.length === 0
      ? [line]
      : [line, '', ...codeBlock(last).map((text) => `  ${text}`), ''];
  });
  const hidden = failed.length - mostFailures;
  const rest = hidden > 0 ? [`- and ${hidden} more`] : [];
  return ['**Failed tests**', '', ...shown, ...rest, ''];
}
