import { homedir } from 'node:os';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import type { ImageTest } from '../../brickyard/src/image-tests/image-test';
import { runSuite } from '../../brickyard/src/image-tests/run-suite';
import { pushBaseImage } from './base-image';
import type { ServerBench } from './bench';
import { interleave, type Measured } from './measure';
import { renderSpread, renderTable } from './render-figures';

const CHECKS = 60;

/** What the runner and the checks need beside a shell. */
const programs = [
  'cat',
  'mkdir',
  'mktemp',
  'rm',
  'sed',
  'tail',
  'timeout',
  'wc',
];

/** The same checks in one container, and each in its own. */
export async function measureTests(bench: ServerBench): Promise<string> {
  const { engine, registry, options } = bench;
  const image = `${registry.host}/bench/tests:1`;
  pushBaseImage(
    engine,
    image,
    programs.map((name) => `/usr/bin/${name}`),
  );
  const env = { ...process.env, ...engine.env };
  const client = connectEngine({
    env,
    home: homedir(),
    platform: process.platform,
  });
  const run = async (groups: readonly ImageTest[][]): Promise<Measured> => {
    const started = performance.now();
    for (const tests of groups) {
      const suite = { tests, network: false, timeout: 60 };
      const { tests: results } = await runSuite({ suite, image }, client);
      const failed = results.find(({ passed }) => !passed);
      if (failed) throw new Error(`${failed.name}: ${failed.messages.join()}`);
    }
    return { seconds: (performance.now() - started) / 1000, stdout: '' };
  };
  const checks = Array.from({ length: CHECKS }, (_, index) => makeCheck(index));
  const contenders = [
    { name: 'one container', run: () => run([checks]) },
    {
      name: 'a container each, one after the other',
      run: () => run(checks.map((check) => [check])),
    },
  ];
  try {
    const series = await interleave(contenders, options.runs);
    const rows = series.map(({ name, measured, failure }) => [
      name,
      failure ?? renderSpread(measured.map(({ seconds }) => seconds)),
    ]);
    const table = renderTable([`${CHECKS} checks`, 's'], rows);
    return `### Image tests, ${options.runs} runs\n\n${table}\n\n${legend}\n`;
  } finally {
    client.close();
  }
}

const legend =
  'Each check starts one small program, so that what is left is overhead. Both go through the same client; image and engine are the same.';

function makeCheck(index: number): ImageTest {
  const name = `check-${index}.sh`;
  const text = 'test "$(printf x | head -c 1)" = x\n';
  const check = { type: 'script', language: 'sh', text } as const;
  return { name, check, place: { file: name } };
}
