import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { findAnnotate } from '../../hosting/job-context';
import { hideProxies } from '../../redact/list-proxy-secrets';
import { renderAnnotations } from '../../report/render-annotations';
import { renderJunit } from '../../report/render-junit';
import { renderPlan } from '../../report/render-plan';
import { renderTestJson } from '../../report/render-test-json';
import { renderTests } from '../../report/render-tests';
import {
  applyTests,
  planTests,
  type TestPlan,
  type TestRun,
} from '../../run/test/test-images';
import type { Target, TargetOptions, TargetPlace } from '../define-target';
import { type FlavourResult, resultsOf } from '../flavour-result';

/** What `schema.json` lets a user set. */
export interface TestOptions extends TargetOptions {
  force?: boolean;
  /** Also shows passed tests. */
  verbose?: boolean;
  /** A file for CI, relative to the workspace. */
  junit?: string;
}

type Place = TargetPlace<TestOptions>;

export const testTarget: Target<TestOptions, TestPlan, TestRun> = {
  plan: (place) => {
    const services = place.services();
    const { credentials } = services;
    const { force } = place.options;
    return planTests({ ...place, force, credentials }, services);
  },
  faultsOf: ({ prepared }) => prepared.faults,
  show: ({ provision }) => provision && renderPlan(provision.prepared.plan),
  apply: (plan, { services, reporter }) =>
    applyTests(plan, services(), reporter),
  render: (run, place) => {
    const { options, environment, output, root, flavours } = place;
    if (options.junit !== undefined)
      writeJunit(
        resolve(root, options.junit),
        hideProxies(renderJunit(run), environment),
      );
    const annotate = findAnnotate(environment);
    if (annotate !== undefined)
      for (const line of renderAnnotations(run, annotate)) output.command(line);
    return resultsOf(flavours, (name) => resultOf(name, run, place));
  },
};

function writeJunit(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function resultOf(
  name: string,
  { images, outcomes }: TestRun,
  { options, environment }: Place,
): FlavourResult {
  const own = images.filter(({ flavour }) => flavour.name === name);
  const success = own.every(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome?.state === 'done' && outcome.result.record.passed;
  });
  const part = { images: own, outcomes };
  if (options.json) return { success, summary: renderTestJson(part) };
  if (own.length === 0)
    return { success, summary: `${name}  a library: no tests` };
  // Nx keeps --verbose for itself.
  const isVerbose =
    options.verbose || environment['NX_VERBOSE_LOGGING'] === 'true';
  return { success, summary: renderTests(part, isVerbose) };
}
