import { labelGroup } from '../ecosystems/label-group';
import { renderPlace } from '../errors';
import { renderLines } from '../outlet/printable';
import type { ImageReport, Report, TestReport } from '../run/change/report';
import { describeEstimate } from './describe-estimate';
import { describeFacts, listUpheavals } from './line-words';
import { listPackageRows } from './package-rows';
import { renderFindings } from './render-findings';
import { renderReason } from './render-reason';
import { renderTable } from './render-table';
import {
  countDifferences,
  describeBudget,
  describeChange,
  describeContents,
  describeCost,
  describeFindings,
  describeMeasure,
  describeSize,
  describeTests,
  describeUnchanged,
  headline,
  nameBase,
} from './report-words';

/** The whole report, for a terminal. */
export function renderReport(report: Report): string {
  const { images, summary } = report;
  const base = nameBase(report);
  const head =
    images.length === 0
      ? [`no image differs from ${base}: ${describeUnchanged(summary)}`]
      : [headline(summary), `since ${base}; ${describeUnchanged(summary)}`];
  return renderLines([
    ...head,
    ...images.flatMap((image) => ['', ...renderImage(image)]),
  ]);
}

function renderImage(image: ImageReport): string[] {
  return [
    `${image.id}  ${describeChange(image)}`,
    ...renderTable(listFacts(image)).map(indent),
    ...listError(image).map(indent),
    ...listPackages(image).map(indent),
    ...listTests(image.tests).map(indent),
    ...renderFindings(image.findings ?? []).map(indent),
  ];
}

function listFacts(image: ImageReport): string[][] {
  const { size, cost, estimate, reference, reasons, packages, baseProblem } =
    image;
  const rules = describeFindings(image);
  const tests = describeTests(image);
  const notes = packages?.notes ?? [];
  return [
    ...reasons.map((reason, index) => [
      index === 0 ? 'why' : '',
      renderReason(reason),
    ]),
    ...listLine(image),
    ...(baseProblem === undefined
      ? []
      : [['base', `not readable: ${baseProblem}`]]),
    ...(size === null ? [] : [['size', describeSizeWhole(size)]]),
    ...(cost === null ? [] : [['cost', describeCost(cost)]]),
    ...(estimate === null ? [] : [['cost', describeEstimate(estimate)]]),
    ...(tests === undefined ? [] : [['tests', tests]]),
    ...(rules === undefined ? [] : [['rules', rules]]),
    ...(reference === null ? [] : listReference(reference)),
    ...notes.map((note) => ['note', note]),
  ];
}

/** Of an image for a new line, what to look at first. */
function listLine({ lines, packages }: ImageReport): string[][] {
  if (lines === null) return [];
  const facts = `${lines.from} → ${lines.to}: ${describeFacts(lines)}`;
  const first = listUpheavals(packages?.groups ?? []).map(
    ([what, names]) => `${what}: ${names}`,
  );
  return [facts, ...first].map((text, at) => [at === 0 ? 'line' : '', text]);
}

function describeSizeWhole(size: NonNullable<ImageReport['size']>): string {
  const budget = describeBudget(size);
  const parts = [`${describeSize(size)} ${describeMeasure(size)}`];
  return [...parts, ...(budget === undefined ? [] : [budget])].join('; ');
}

function listReference({
  name,
  tags,
  digest,
}: NonNullable<ImageReport['reference']>): string[][] {
  const [tag = '', ...more] = tags;
  const also = more.length > 0 ? ` (also ${more.join(', ')})` : '';
  return [
    ['image', `${name}:${tag}${also}`],
    ...(digest === null ? [] : [['', digest]]),
  ];
}

function listError({ action }: ImageReport): string[] {
  return action.kind === 'failed' ? action.error.split('\n') : [];
}

function listPackages(image: ImageReport): string[] {
  const { packages } = image;
  if (packages === null) return [];
  if (packages.from === null) {
    const contents = describeContents(image);
    return contents === '' ? [] : [`packages: ${contents}`];
  }
  if (packages.groups.length === 0) return ['packages: none differs'];
  return packages.groups.flatMap((group) => {
    const rows = listPackageRows(group).map((row) => {
      const asked = row.direct ? 'direct' : '';
      return ['', row.name, row.change, row.bump, asked, row.size];
    });
    return [
      `${labelGroup(group)}: ${countDifferences([group])}`,
      ...renderTable(rows),
    ];
  });
}

function listTests(tests: TestReport | null): string[] {
  return (tests?.failed ?? []).map(
    ({ name, place, messages }) =>
      `${renderPlace(place)}: test ${name} failed: ${messages.join('; ')}`,
  );
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
