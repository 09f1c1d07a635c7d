import { labelOf } from '../ecosystems/label-group';
import { renderSize } from '../render-size';
import type {
  CostReport,
  ImageReport,
  Report,
  ReportSummary,
  SizeReport,
} from '../run/change/report';
import type { GroupDiff } from '../versioning/inventory-diff';
import { renderGrowth } from './package-rows';
import { countFindings } from './render-findings';

/** `2 images changed, 1 new; 1 failed, 1 over budget` */
export function headline(summary: ReportSummary): string {
  const changes = listChanges(summary).join(', ');
  const troubles = listTroubles(summary).join(', ');
  return troubles === '' ? changes : `${changes}; ${troubles}`;
}

function listChanges(summary: ReportSummary): string[] {
  const counts: [number, string][] = [
    [summary.changed, 'changed'],
    [summary.new, 'new'],
    [summary.removed, 'removed'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what], index) =>
      index === 0 ? `${plural(count, 'image')} ${what}` : `${count} ${what}`,
    );
}

/** What must be fixed before a merge. */
export function listTroubles(summary: ReportSummary): string[] {
  const { failed, notBuilt, overBudget, errors, failedTests } = summary;
  return [
    ...(failed > 0 ? [`${failed} failed to build`] : []),
    ...(notBuilt > 0 ? [`${notBuilt} not built`] : []),
    ...(overBudget > 0 ? [`${overBudget} over budget`] : []),
    ...(failedTests > 0 ? [`${plural(failedTests, 'test')} failed`] : []),
    ...(errors > 0 ? [`${plural(errors, 'rule error')}`] : []),
  ];
}

/** `main (1f3c9a2b4d5e)` */
export function nameBase({ base: { ref, commit } }: Report): string {
  const short = commit.slice(0, 12);
  return commit.startsWith(ref) ? short : `${ref} (${short})`;
}

export function describeUnchanged({ unchanged }: ReportSummary): string {
  if (unchanged === 0) return 'no image stays as it is';
  return unchanged === 1
    ? '1 image stays as it is'
    : `${unchanged} images stay as they are`;
}

export function describeAction({ action }: ImageReport): string {
  switch (action.kind) {
    case 'built':
      return `built in ${action.seconds.toFixed(1)} s`;
    case 'reused':
      return `reused from the ${action.from}`;
    case 'failed':
      return 'build failed';
    case 'not built':
      return action.because === null
        ? 'not built yet'
        : `not built, since ${action.because} failed`;
    case 'removed':
      return 'removed';
  }
}

/** `changed, built in 8.1 s` */
export function describeChange(image: ImageReport): string {
  const action = describeAction(image);
  return image.change === 'removed' ? action : `${image.change}, ${action}`;
}

/** `2 of 71 tests failed`; `undefined` when it was not tested. */
export function describeTests({ tests }: ImageReport): string | undefined {
  if (tests === null) return undefined;
  const { passed, failed } = tests;
  const all = plural(passed + failed.length, 'test');
  return failed.length > 0
    ? `${failed.length} of ${all} failed`
    : `${all} passed`;
}

/** `1 error, 2 warnings`; `undefined` when no rule was checked. */
export function describeFindings({
  findings,
  waived,
}: ImageReport): string | undefined {
  if (findings === null) return undefined;
  const counted = countFindings(findings);
  return waived.length > 0 ? `${counted}, ${waived.length} waived` : counted;
}

/** `351.7 MB (+12.1 MB)` */
export function describeSize(size: SizeReport): string {
  const { now, before } = size;
  if (before === null) return renderSize(now);
  return `${renderSize(now)} (${renderGrowth(now - before)})`;
}

/** `uploads 20.1 MB of 351.8 MB; a node that has the last image pulls 20.1 MB` */
export function describeCost({ size, upload, download }: CostReport): string {
  const sent = `uploads ${renderSize(upload)} of ${renderSize(size)}`;
  return download === null
    ? sent
    : `${sent}; a node that has the last image pulls ${renderSize(download)}`;
}

/** `budget 386.9 MB (base + 10 %)`, `over its budget of 1.50 GB (maxSize)`. */
export function describeBudget({
  budget,
  isOver,
}: SizeReport): string | undefined {
  if (budget === null) return undefined;
  const from = budget.from === 'maxSize' ? 'maxSize' : 'base + 10 %';
  const text = `${renderSize(budget.bytes)} (${from})`;
  if (isOver === true) return `over its budget of ${text}`;
  return isOver === null
    ? `whether it keeps to ${text} is known once it is published`
    : `budget ${text}`;
}

export function describeMeasure({ measure }: SizeReport): string {
  return measure === 'download' ? 'to download' : 'unpacked, in the engine';
}

/** `12 changed, 1 added`, of all groups or one. */
export function countDifferences(groups: readonly GroupDiff[]): string {
  const sum = (part: 'changed' | 'added' | 'removed') =>
    groups.reduce((count, group) => count + group[part].length, 0);
  const parts = (['changed', 'added', 'removed'] as const)
    .map((part) => [sum(part), part] as const)
    .filter(([count]) => count > 0)
    .map(([count, part]) => `${count} ${part}`);
  return parts.length === 0 ? 'none differs' : parts.join(', ');
}

/** `87 python, 212 apt` */
export function describeContents({ packages }: ImageReport): string {
  const counts = new Map<string, number>();
  for (const { ecosystem, count } of packages?.contains ?? [])
    counts.set(ecosystem, (counts.get(ecosystem) ?? 0) + count);
  return [...counts]
    .map(([name, count]) => `${count} ${labelOf(name)}`)
    .join(', ');
}

/** Whether something blocks a merge. */
export function isTrouble({
  action,
  size,
  tests,
  findings,
}: ImageReport): boolean {
  return (
    action.kind === 'failed' ||
    size?.isOver === true ||
    (tests?.failed.length ?? 0) > 0 ||
    (findings ?? []).some(({ severity }) => severity === 'error')
  );
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
