import type { ImageReport, ReportSummary } from './report';

export function summarizeReport(
  images: readonly ImageReport[],
  unchanged: number,
): ReportSummary {
  const count = (is: (image: ImageReport) => boolean) =>
    images.filter(is).length;
  const findings = images.flatMap((image) => image.findings ?? []);
  const tests = images.flatMap(({ tests }) => tests?.failed ?? []);
  return {
    changed: count(({ change }) => change === 'changed'),
    new: count(({ change }) => change === 'new'),
    removed: count(({ change }) => change === 'removed'),
    unchanged,
    failed: count(({ action }) => action.kind === 'failed'),
    notBuilt: count(({ action }) => action.kind === 'not built'),
    overBudget: count(({ size }) => size?.isOver === true),
    errors: findings.filter(({ severity }) => severity === 'error').length,
    failedTests: tests.length,
  };
}
