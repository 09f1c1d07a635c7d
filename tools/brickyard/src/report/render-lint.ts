import type { Annotate } from '../annotation';
import type { Finding } from '../conformance/rule';
import { renderError } from '../errors';
import { renderJson, renderLines } from '../outlet/printable';
import type { LintedImage } from '../run/test/lint-flavours';
import {
  countFindings,
  renderFindings,
  renderFindingsBriefly,
} from './render-findings';

/** What is wrong with the sources of one flavour, on any runtime line. */
export function renderLint(
  name: string,
  images: readonly LintedImage[],
): string {
  return renderAs(name, images, renderFindings);
}

/** The same with a line for each finding: `nx lint` says what to do. */
export function renderLintBriefly(
  name: string,
  images: readonly LintedImage[],
): string {
  return renderAs(name, images, renderFindingsBriefly);
}

function renderAs(
  name: string,
  images: readonly LintedImage[],
  render: (findings: readonly Finding[]) => string[],
): string {
  const findings = mergeFindings(images);
  const errors = new Set(
    images.flatMap(({ outcome }) =>
      outcome.state === 'failed' ? [renderError(outcome.error)] : [],
    ),
  );
  const lines = images.map(({ image }) => image.runtime.name).join(', ');
  const builds = [...new Set(images.flatMap((each) => each.builds))];
  const verdict = errors.size > 0 ? 'failed' : countFindings(findings);
  return renderLines([
    ...errors,
    ...render(findings),
    ...(builds.length > 0 ? [`built from source: ${builds.join(', ')}`] : []),
    `${name} on ${lines}: ${verdict}`,
  ]);
}

/** The findings of each image with the rules that looked, or why there are none. */
export function renderLintJson(images: readonly LintedImage[]): string {
  const entries = images.map(({ image, outcome, builds }) => ({
    flavour: image.flavour.name,
    runtime: image.runtime.name,
    ...(builds.length > 0 && { buildFromSource: builds }),
    ...(outcome.state === 'done'
      ? outcome.result
      : {
          error: outcome.state === 'failed' ? renderError(outcome.error) : '',
        }),
  }));
  return renderJson({ images: entries });
}

/** Findings as a CI service shows them beside the lines of a change. */
export function annotateLint(
  images: readonly LintedImage[],
  annotate: Annotate,
): string[] {
  return mergeFindings(images).map(({ rule, severity, message, place, hint }) =>
    annotate({
      level: severity === 'info' ? 'notice' : severity,
      message: `${message}\n${hint}`,
      ...{ file: place?.file, line: place?.line, title: rule },
    }),
  );
}

/** The same finding on several lines counts once. */
function mergeFindings(images: readonly LintedImage[]): Finding[] {
  const merged = new Map<string, Finding>();
  for (const { outcome } of images) {
    if (outcome.state !== 'done') continue;
    for (const finding of outcome.result.findings)
      merged.set(JSON.stringify(finding), finding);
  }
  return [...merged.values()];
}
