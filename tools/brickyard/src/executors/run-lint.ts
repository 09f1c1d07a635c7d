import type { Output } from '../report/line-reporter';
import { annotateLint, renderLint } from '../report/render-lint';
import { type LintedImage, lintFlavours } from '../run/test/lint-flavours';
import { readWorkspace } from '../workspace/read-workspace';
import { failAll, type FlavourResult } from './flavour-result';

export interface LintTargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** By flavour. Needs neither engine nor network; never throws. */
export function runLint(
  request: LintTargetRequest,
): Map<string, FlavourResult> {
  const { root, environment, flavours, output } = request;
  try {
    const workspace = readWorkspace(root, environment);
    const linted = lintFlavours({ ...request, workspace });
    if (environment['GITHUB_ACTIONS'] === 'true')
      for (const line of annotateLint(linted)) output.write(`${line}\n`);
    return new Map(flavours.map((name) => [name, resultOf(name, linted)]));
  } catch (error) {
    return failAll(error, request);
  }
}

function resultOf(name: string, linted: readonly LintedImage[]): FlavourResult {
  const own = linted.filter(({ image }) => image.flavour.name === name);
  const success = own.every(
    ({ outcome }) =>
      outcome.state === 'done' &&
      outcome.result.findings.every(({ severity }) => severity !== 'error'),
  );
  return { success, summary: renderLint(name, own) };
}
