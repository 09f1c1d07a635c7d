import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { createReporter, type Output } from '../report/line-reporter';
import { renderAnnotations } from '../report/render-annotations';
import { renderJunit } from '../report/render-junit';
import { renderPlan } from '../report/render-plan';
import { renderTestJson } from '../report/render-test-json';
import { renderTests } from '../report/render-tests';
import { withServices } from '../run/shell/with-services';
import { runImageTests, type TestRun } from '../run/test/run-image-tests';
import { failAll, type FlavourResult, readParallel } from './flavour-result';
import { untilInterrupted } from './until-interrupted';

export interface TestTargetRequest {
  root: string;
  flavours: readonly string[];
  runtimes?: readonly string[];
  force?: boolean;
  /** Passed tests, too. */
  verbose?: boolean;
  /** The summary is JSON. */
  json?: boolean;
  /** A file for CI, relative to the workspace. */
  junit?: string;
  environment: Readonly<Record<string, string | undefined>>;
  output: Output;
}

/** By flavour. Prints the progress; never rejects. */
export async function runTests(
  request: TestTargetRequest,
): Promise<Map<string, FlavourResult>> {
  const { root, output, junit, environment } = request;
  try {
    const run = await untilInterrupted((signal) => test(request, signal));
    if (junit !== undefined) writeJunit(resolve(root, junit), run);
    if (environment['GITHUB_ACTIONS'] === 'true')
      for (const line of renderAnnotations(run)) output.write(`${line}\n`);
    return splitRun(run, request);
  } catch (error) {
    return failAll(error, request);
  }
}

async function test(
  request: TestTargetRequest,
  signal: AbortSignal,
): Promise<TestRun> {
  const { root, environment, output } = request;
  const reporter = createReporter(output);
  const parallel = readParallel(environment);
  const place = { root, environment, signal, warn: reporter.warn };
  return withServices(place, ({ workspace, services }) => {
    const { credentials } = services;
    const images = { ...request, workspace, parallel, credentials, signal };
    return runImageTests(images, services, reporter, ({ plan }) => {
      output.write(`${renderPlan(plan)}\n`);
    });
  });
}

function writeJunit(file: string, run: TestRun): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, renderJunit(run));
}

function splitRun(
  { images, outcomes }: TestRun,
  { flavours, json, verbose }: TestTargetRequest,
): Map<string, FlavourResult> {
  const results = flavours.map((name) => {
    const own = images.filter(({ flavour }) => flavour.name === name);
    const success = own.every(({ id }) => {
      const outcome = outcomes.get(id);
      return outcome?.state === 'done' && outcome.result.record.passed;
    });
    const part = { images: own, outcomes };
    const text = json ? renderTestJson(part) : renderTests(part, verbose);
    const isLibrary = own.length === 0 && !json;
    const summary = isLibrary ? `${name}  a library: no tests` : text;
    return [name, { success, summary }] as const;
  });
  return new Map(results);
}
