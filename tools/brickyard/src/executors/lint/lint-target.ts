import { findAnnotate } from '../../hosting/job-context';
import {
  annotateLint,
  renderLint,
  renderLintJson,
} from '../../report/render-lint';
import { openLocks } from '../../run/locks/list-locks';
import { warnOfUnlocked } from '../../run/locks/list-unlocked';
import {
  type LintedImage,
  lintImages,
  type LintPlan,
  planLint,
} from '../../run/test/lint-flavours';
import type { Target, TargetOptions } from '../define-target';
import { resultsOf } from '../flavour-result';

/** Needs neither engine nor network. */
export const lintTarget: Target<TargetOptions, LintPlan, LintedImage[]> = {
  plan: (place) => planLint(place),
  faultsOf: ({ faults }) => faults,
  apply: ({ images, known }, place) => {
    const { workspace, reporter } = place;
    const listLocks = openLocks({ images, workspace });
    warnOfUnlocked({ images, listLocks }, reporter.warn);
    return lintImages({ images, known }, place);
  },
  render: (linted, { flavours, environment, output, options }) => {
    const annotate = findAnnotate(environment);
    if (annotate !== undefined)
      for (const line of annotateLint(linted, annotate)) output.command(line);
    return resultsOf(flavours, (name) => resultOf(name, linted, options));
  },
};

function resultOf(
  name: string,
  linted: readonly LintedImage[],
  { json }: TargetOptions,
) {
  const own = linted.filter(({ image }) => image.flavour.name === name);
  const success = own.every(
    ({ outcome }) =>
      outcome.state === 'done' &&
      outcome.result.findings.every(({ severity }) => severity !== 'error'),
  );
  const summary = json ? renderLintJson(own) : renderLint(name, own);
  return { success, summary };
}
