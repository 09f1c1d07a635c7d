import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { parseAptList } from './parse-apt-list';

const variables = { JDK_VERSION: '17', TOOLS: 'g++ make', EMPTY: '' };
const file = 'packages/geo/apt_packages.txt';
const parse = (text: string) => parseAptList(text, file, variables);

describe('parseAptList', () => {
  it('reads names, versions, archives and other lists, each with its line', () => {
    const text =
      '# shell\nacl  sudo=1.9.*\r\n--source r\n\n-r brickyard/r/apt_packages.txt # R\nlibxml2:amd64=2.9~x\n';
    expect(parse(text)).toEqual({
      problems: [],
      requests: [
        { kind: 'package', name: 'acl', place: { file, line: 2 } },
        {
          kind: 'package',
          name: 'sudo',
          version: '1.9.*',
          place: { file, line: 2 },
        },
        { kind: 'source', name: 'r', place: { file, line: 3 } },
        {
          kind: 'include',
          path: 'brickyard/r/apt_packages.txt',
          place: { file, line: 5 },
        },
        {
          kind: 'package',
          name: 'libxml2',
          architecture: 'amd64',
          version: '2.9~x',
          place: { file, line: 6 },
        },
      ],
    });
  });

  it('fills in what the line knows, which may be several packages or none', () => {
    const { requests, problems } = parse(
      'openjdk-${JDK_VERSION}-jdk-headless\n${TOOLS}\n${EMPTY-}\n${NONE-tree}\n',
    );
    expect(problems).toEqual([]);
    expect(
      requests.map((each) => each.kind === 'package' && each.name),
    ).toEqual(['openjdk-17-jdk-headless', 'g++', 'make', 'tree']);
  });

  it('collects every line that asks for nothing that apt could have', () => {
    const { problems } = parse(
      'a b\nFoo\nlib^\nx=\n--fix-missing\n${NONE}\nlibfoo-\n',
    );
    expect(
      problems.map(({ place, message }) => [place.line, message.slice(0, 18)]),
    ).toEqual([
      [1, 'a is no package: w'],
      [1, 'b is no package: w'],
      [2, 'Foo is no package:'],
      [3, 'lib^ is no package'],
      [4, 'x= is no package: '],
      [5, '--fix-missing is n'],
      [6, '${NONE} has no val'],
      [7, 'libfoo- is no pack'],
    ]);
  });
});

// A build reads lists with that script: both must read the same.
describe('apt-list of the toolbox', () => {
  const script = resolve(
    __dirname,
    '../../../../packages/toolbox/bin/apt-list',
  );
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'apt-list-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(text: string): { rows: string[]; said: string } {
    writeFileSync(join(folder, 'list'), text);
    const env = { PATH: process.env['PATH'], ...variables };
    try {
      const rows = execFileSync(script, ['list'], {
        cwd: folder,
        env,
        stdio: 'pipe',
      });
      return { rows: String(rows).split('\n').filter(Boolean), said: '' };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
      return {
        rows: String(stdout).split('\n').filter(Boolean),
        said: String(stderr),
      };
    }
  }

  const lists = [
    'acl sudo=1.9.*\r\n\tlibxml2:amd64 # x\n#acl\nc#d\n',
    '--source r\n--source R\n--source\n--source a b\n',
    'openjdk-${JDK_VERSION}-jdk ${TOOLS}\n${EMPTY-}\n${EMPTY}\n${NONE-a1 b2}\n$TOOLS\n${}\n',
    'libfoo- g++ x+y=1:2~3-4 lib.foo Foo lib^ =1 a=1=2 zlib1g/stable\n',
    '   \n\n# only this',
  ];
  it.each(lists)('reads %j alike', (text) => {
    const { rows, said } = run(text);
    const { requests, problems } = parseAptList(text, 'list', variables);
    expect(rows).toEqual(
      requests.flatMap((each) => {
        const place = `list:${each.place.line}`;
        if (each.kind === 'source') return [`source ${place} ${each.name}`];
        if (each.kind === 'include') return [];
        const { name, architecture, version } = each;
        const word = `${name}${architecture ? `:${architecture}` : ''}${version ? `=${version}` : ''}`;
        return [`package ${place} ${word}`];
      }),
    );
    const lines = (text: string) =>
      [...text.matchAll(/list:\d+: \S+/g)].map(String);
    expect(lines(said)).toEqual(
      problems.map(
        ({ place, message }) => `list:${place.line}: ${message.split(' ')[0]}`,
      ),
    );
  });

  it('shows no login of a line that is no package', () => {
    const { problems } = parseAptList('https://ann:pw@h/a.deb', 'list', {});
    expect(problems.map(({ message }) => message)).toEqual([
      'https://***@h/a.deb is no package: write a name, or name=version',
    ]);
  });
});
