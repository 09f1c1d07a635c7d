import { code, escapeText } from '../outlet/markdown-text';
import type { ImageReport, Report } from '../run/change/report';
import { shorten } from '../shorten';
import { fitSections, type FittedSections } from './fit-sections';
import { listVariants } from './render-report-image';
import { renderImageRow } from './render-report-row';
import {
  describeUnchanged,
  headline,
  isTrouble,
  listTroubles,
} from './report-words';

/**
 * A comment of GitHub ends at 65,536 characters, one of Azure DevOps at
 * 150,000; the command that posts it adds a line of its own.
 */
export const longestComment = 65_000;

/** Room reserved for the notice of what was left out. */
const noticeRoom = 1500;
const mostNames = 10;
const mostWarnings = 10;
const warningLength = 400;
const tableHead = [
  '| image | build | packages | size | tests and rules |',
  '| --- | --- | --- | --- | --- |',
];

/** For a comment on a pull request: never longer than `limit` characters. */
export function renderReportMarkdown(
  report: Report,
  limit = longestComment,
): string {
  if (report.images.length === 0)
    return `${[...renderQuiet(report), ...renderWarnings(report)].join('\n')}\n`;
  const images = sortImages(report.images);
  const head = renderHead(report).join('\n');
  const room = limit - head.length - noticeRoom;
  const rows = fitSections(
    images.map((image) => toSection(image, [renderImageRow(image)])),
    Math.floor(room / 2),
  );
  const used = rows.texts.reduce((sum, text) => sum + text.length + 1, 0);
  const sections = fitSections(
    images
      .filter(({ change }) => change !== 'removed')
      .map((image) => toSection(image, listVariants(image, images.length))),
    room - used,
  );
  const notice = renderNotice(report, rows, sections);
  const texts = [head, ...rows.texts, '', ...sections.texts, ...notice];
  return `${texts.join('\n').trimEnd()}\n`;
}

/** What blocks a merge comes first. */
function sortImages(images: readonly ImageReport[]): ImageReport[] {
  return [
    ...images.filter(isTrouble),
    ...images.filter((image) => !isTrouble(image)),
  ];
}

function toSection({ id }: ImageReport, variants: readonly string[]) {
  return { id, variants };
}

function renderQuiet(report: Report): string[] {
  const same = describeUnchanged(report.summary);
  return [`### No image changes`, '', `Since ${renderBase(report)} ${same}.`];
}

function renderHead(report: Report): string[] {
  const { summary } = report;
  const mark = listTroubles(summary).length > 0 ? '⚠️ ' : '';
  return [
    `### ${mark}${headline(summary)}`,
    '',
    `Since ${renderBase(report)}; ${describeUnchanged(summary)}.`,
    ...renderWarnings(report),
    '',
    ...tableHead,
  ];
}

function renderBase({ base: { ref, commit } }: Report): string {
  const short = code(commit.slice(0, 12));
  return commit.startsWith(ref)
    ? short
    : `${code(shorten(ref, 100))} (${short})`;
}

function renderWarnings({ warnings }: Report): string[] {
  if (warnings.length === 0) return [];
  const shown = warnings
    .slice(0, mostWarnings)
    .map((text) => `- ${escapeText(shorten(text, warningLength))}`);
  const hidden = warnings.length - shown.length;
  const rest = hidden > 0 ? [`- and ${hidden} more warnings`] : [];
  return ['', 'This report may be incomplete:', '', ...shown, ...rest];
}

/** Without a link: its target would be gone before the comment. */
function renderNotice(
  { base }: Report,
  rows: FittedSections,
  { shortened, omitted }: FittedSections,
): string[] {
  const parts = [
    ...(rows.omitted.length > 0
      ? [`${listIds(rows.omitted)} in the table`]
      : []),
    ...(omitted.length > 0 ? [`all about ${listIds(omitted)}`] : []),
    ...(shortened.length > 0 ? [`parts of ${listIds(shortened)}`] : []),
  ];
  if (parts.length === 0) return [];
  const command = code(`npx brickyard report --base=${shorten(base.ref, 100)}`);
  return [
    '',
    `Left out, since a comment can only be so long: ${parts.join('; ')}. All of it: ${command}`,
  ];
}

function listIds(ids: readonly string[]): string {
  const shown = ids.slice(0, mostNames).map((id) => code(shorten(id, 24)));
  const hidden = ids.length - shown.length;
  return hidden > 0
    ? `${shown.join(', ')} and ${hidden} more images`
    : shown.join(', ');
}
