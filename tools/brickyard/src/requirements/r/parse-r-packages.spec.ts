import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { caught } from '../../testing/test-error';
import expected from './__fixtures__/r-packages/expected.json';
import { renderGithubSource } from './parse-github-spec';
import { parseRPackages } from './parse-r-packages';

const parse = (text: string) => parseRPackages(text, 'r_packages.sh');
const messageOf = (text: string) =>
  (caught(() => parse(text)) as Error).message;

/** The image's own command is tested with the same files. */
function fixture(path: string): string {
  return readFileSync(join(__dirname, '__fixtures__/r-packages', path), 'utf8');
}

describe('parseRPackages', () => {
  it.each(Object.entries(expected.good))('reads %s', (name, packages) => {
    const found = parse(fixture(`good/${name}`));
    expect(
      found.map(({ place, github, ...spec }) => ({
        ...spec,
        ...(github && { github: renderGithubSource(github) }),
        line: place.line,
      })),
    ).toEqual(packages);
  });

  it.each(Object.entries(expected.bad))(
    'names every bad line of %s',
    (name, lines) => {
      expect(caught(() => parse(fixture(`bad/${name}`)))).toMatchObject({
        code: 'R_PACKAGES_INVALID',
        problems: lines.map((line) => ({
          place: { file: 'r_packages.sh', line },
        })),
      });
    },
  );

  it.each([
    ['dplyr>=1', 'dplyr>=1: only == and a version may follow'],
    ['dplyr==', 'dplyr==: the version after == is missing'],
    ['dplyr==1.x', 'dplyr==1.x: a version is digits with "." and "-"'],
    ['"dplyr"', '"dplyr": write names without quotes or R code'],
    ['a,b', 'a,b: names are separated by spaces'],
    ['dplyr#x', 'dplyr#x: a comment needs a space before its #'],
    ['2dplyr', '2dplyr: is not a valid name of an R package'],
    ['$X', '$X: expected the name of an R package, or name==version'],
    ['dplyr --x', '--x: options have no place in this file'],
    [
      'github::r-lib/cli',
      'github::r-lib/cli: the commit is missing; write github::r-lib/cli@ and its 40 digits, which git ls-remote https://github.com/r-lib/cli HEAD prints',
    ],
    [
      'github::r-lib/cli@v3.6.0',
      'github::r-lib/cli@v3.6.0: v3.6.0 may come to mean another commit; write github::r-lib/cli@ and its 40 digits, which git ls-remote https://github.com/r-lib/cli v3.6.0 prints',
    ],
    [
      'github::cli',
      'github::cli: write github::owner/repository@<commit>, with all 40 digits of the commit',
    ],
    [
      'Bioc::limma',
      'Bioc::limma: Bioc before :: is no name of a repository: write bioc::limma, or a name of r.repositories in image.ts',
    ],
    ['dplyr \\ ', '\\: nothing may follow a \\ that joins two lines'],
    ['dplyr \\ # x', '\\: nothing may follow a \\ that joins two lines'],
    ['set -e; dplyr', '-e;: options have no place in this file'],
    [
      'dplyr\u00a0R6',
      'dplyr\u00a0R6: expected the name of an R package, or name==version',
    ],
  ])('%j: says %s', (text, message) => {
    expect(messageOf(text)).toBe(`r_packages.sh:1: ${message}`);
  });

  it('names both lines of a package that is asked for twice', () => {
    expect(messageOf('dplyr\nR6\ndplyr==1.0\n')).toBe(
      'r_packages.sh:3: dplyr: is asked for twice, on line 1 before; take one out',
    );
  });

  it('says how to write a line that a shell would not understand', () => {
    expect(messageOf('R6\ninstall-r-packages dplyr\n')).toBe(
      'r_packages.sh:1: R6: line 2 calls install-r-packages, so this one must too: write install-r-packages R6',
    );
  });
});
