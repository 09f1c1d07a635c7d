import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runCommand } from './cli/main';
import { sourceRoot } from './source-root';
import { synthesise } from './synth/synthesise';
import { testInputs } from './synth/testing/test-input';

/** Every line of a pipeline that calls Brickyard or Nx, as a shell splits it. */
const lines = [
  ...new Set(
    testInputs.flatMap(([, input]) =>
      synthesise(input)
        .filter(({ path }) => path.endsWith('.yml'))
        .flatMap(({ body = '' }) => [
          ...body.matchAll(/npx (?:brickyard|nx) .*/g),
        ])
        .map(([line]) => line.replace(/'$/, '')),
    ),
  ),
];
const calls = (program: string): [string, string[]][] =>
  lines
    .filter((line) => line.startsWith(`npx ${program} `))
    .map((line) => [line, splitWords(line).slice(2)]);

function splitWords(line: string): string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replaceAll('"', ''));
}

describe('the commands in pipelines', () => {
  it('are of both programs', () => {
    expect(calls('brickyard').length).toBeGreaterThan(5);
    expect(calls('nx').length).toBeGreaterThan(5);
  });

  it.each(calls('brickyard'))(
    '%s has options that there are',
    async (_, words) => {
      const said: string[] = [];
      const output = { write: (text: string) => void said.push(text) };
      const shell = {
        cwd: '/',
        environment: {},
        stdout: output,
        stderr: output,
      };
      const status = await runCommand([...words, '--help'], shell);
      expect([status, said.join('')]).toEqual([
        0,
        expect.stringContaining(`Usage: brickyard ${words[0]}`),
      ]);
    },
  );

  it.each(calls('nx'))(
    '%s has a target and options that there are',
    (_, words) => {
      const [verb = '', ...rest] = words;
      if (verb === 'sync:check') return;
      expect(['affected', 'run-many']).toContain(verb);
      const target = rest[rest.indexOf('-t') + 1] ?? '';
      const file = join(sourceRoot, 'executors', target, 'schema.json');
      expect([target, existsSync(file)]).toEqual([target, true]);
      const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
        properties: object;
      };
      const known = ['base', 'exclude', 'parallel', 'projects'];
      const options = rest.flatMap((word) => /^--(\w+)/.exec(word)?.[1] ?? []);
      expect(
        options.filter(
          (name) => !known.includes(name) && !(name in properties),
        ),
      ).toEqual([]);
    },
  );
});
