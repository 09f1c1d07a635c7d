import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import expected from '../../brickyard/src/requirements/r/__fixtures__/r-packages/expected.json';
import { repositoryRoot } from './repository-root';

const FOLDER = 'tools/brickyard/src/requirements/r/__fixtures__/r-packages';

/** Each package that one of the image's own R files finds in "$file". */
const READ = [
  'for (part in list.files("/toolbox/r-packages", "[.]R$", full.names = TRUE)) source(part)',
  'specs <- read_specs(list(specs = character(), files = Sys.getenv("file")))',
  'for (spec in specs) cat(spec$where, spec$name, spec$version, spec$repository, spec$github, "\\n")',
].join('; ');

const paths = [
  ...Object.keys(expected.good).map((name) => `good/${name}`),
  ...Object.keys(expected.bad).map((name) => `bad/${name}`),
];

/**
 * For a container with the toolbox and R: reads the same files as the specs of
 * Brickyard's own parser. `readFixtures` reads its output.
 */
export function fixtureScript(): string {
  const files = paths.map((path) => {
    const text = readFileSync(join(repositoryRoot, FOLDER, path));
    return `file=/tmp/${path}; echo "= ${path}"; echo ${text.toString('base64')} | base64 -d > $file; Rscript --vanilla -e '${READ}' 2>&1`;
  });
  return `export file; mkdir /tmp/good /tmp/bad; ${files.join('; ')}; true`;
}

/** The same as expected.json, from what R printed. */
export function readFixtures(output: string): unknown {
  const sections = output.split(/^= /m).slice(1);
  const entries = sections.map((section) => {
    const [path = '', ...lines] = section.split('\n');
    const [kind = '', name = ''] = path.split('/');
    return { kind, name, lines: lines.filter((line) => /:\d+/.test(line)) };
  });
  const of = (wanted: string, read: (line: string) => unknown) =>
    Object.fromEntries(
      entries
        .filter(({ kind }) => kind === wanted)
        .map(({ name, lines }) => [name, lines.map(read)]),
    );
  const numbers = Object.entries(of('bad', lineOf)).map(([name, lines]) => [
    name,
    [...new Set(lines as number[])].sort((a, b) => a - b),
  ]);
  return {
    good: of('good', readPackage),
    bad: Object.fromEntries(numbers) as unknown,
  };
}

export { expected as expectedFixtures };

function readPackage(text: string): unknown {
  const [, name, version, repository, github] = text.trim().split(' ');
  const given = Object.entries({ version, repository, github });
  const known = given.filter(([, value]) => value !== 'NA');
  return { name, ...Object.fromEntries(known), line: lineOf(text) };
}

function lineOf(text: string): number {
  return Number(/:(\d+)/.exec(text)?.[1]);
}
