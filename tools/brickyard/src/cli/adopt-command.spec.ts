import {
  chmodSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  statSync,
} from 'node:fs';

import { AdoptPlace, standard } from './testing/adopt-place';

let place: AdoptPlace;
beforeEach(() => {
  place = new AdoptPlace();
});
afterEach(() => place.close());

/** Path, mode, time and text of everything in the inputs. */
function snapshot(): string[] {
  return readdirSync(place.path('in'), { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const stats = lstatSync(place.path(`in/${path}`));
      const text = stats.isFile() ? place.read(`in/${path}`) : '';
      return `${path} ${stats.mode} ${stats.mtimeMs} ${text}`;
    });
}

describe('brickyard adopt', () => {
  it('has a help of its own', async () => {
    expect((await place.adopt('--help')).out).toMatch(
      /^Usage: brickyard adopt/,
    );
  });

  it('makes a flavour, and leaves the original alone', async () => {
    place.add('Geo Team', {
      Dockerfile: `# ours\r\n${standard}COPY requirements.txt run.sh /\nRUN /databricks/python3/bin/pip install -r /requirements.txt\n`,
      'requirements.txt': 'humanize==4.9.0\n',
      'run.sh': '#!/bin/sh\n',
      'src/a.py': 'a = 1\n',
    });
    chmodSync(place.path('in/Geo Team/run.sh'), 0o755);
    place.link('in/Geo Team/latest', 'src/a.py');
    const before = snapshot();
    const { code, out, err } = await place.adopt('../in/Geo Team');
    expect([code, err]).toEqual([0, '']);
    expect(snapshot()).toEqual(before);
    expect(place.packages()).toEqual(['geo-team']);
    const flavour = 'ws/packages/geo-team';
    expect(place.list(flavour)).toEqual([
      'Dockerfile',
      'image.ts',
      'latest',
      'package.json',
      'requirements.txt',
      'run.sh',
      'src',
    ]);
    expect(place.read(`${flavour}/Dockerfile`)).toBe(
      place.read('in/Geo Team/Dockerfile'),
    );
    expect(readlinkSync(place.path(`${flavour}/latest`))).toBe('src/a.py');
    expect(statSync(place.path(`${flavour}/run.sh`)).mode & 0o111).not.toBe(0);
    expect(place.read(`${flavour}/image.ts`)).toContain(
      "runtimes: ['17.3-LTS'],\n  languages: ['python'],\n",
    );
    expect(JSON.parse(place.read(`${flavour}/package.json`))).toMatchObject({
      name: 'geo-team',
      private: true,
    });
    expect(out).toContain(
      'geo-team: is now packages/geo-team, 5 files of ../in/Geo Team',
    );
    expect(out).toContain(
      'packages/geo-team/Dockerfile:2: warning IMG-08: databricksruntime/standard:17.3-LTS is not pinned',
    );
    expect(out.slice(out.indexOf('next:'))).toBe(`next:
  npx nx sync
  npx brickyard refresh --flavour=geo-team
  npx nx lint geo-team
  npx nx docker-build geo-team
  npx nx docker-test geo-team
`);
    expect(place.list('ws')).not.toContain('dist');
  });

  it('takes several, and folders of folders; a broken one stops nothing', async () => {
    place.add('a', { Dockerfile: standard });
    place.add('many/b', { Dockerfile: standard });
    place.add('many/c', { Dockerfile: `${standard}RUNN x\n` });
    place.add('many/docs', { 'README.md': '' });
    place.add('many/d', { Dockerfile: standard });
    const { code, out, err } = await place.adopt(
      '../in/a',
      '../in/many',
      '../in/no',
    );
    expect(code).toBe(1);
    expect(place.packages()).toEqual(['a', 'b', 'd']);
    expect(out).toContain('3 adopted, 2 not');
    expect(out).toContain('../in/many/docs: passed over, has no Dockerfile');
    expect(out).toContain('npx nx run-many -t docker-build -p a,b,d');
    expect(err).toContain('not adopted: ../in/many/c/Dockerfile:2: unknown');
    expect(err).toContain('not adopted: ../in/no: does not exist');
  });

  it('says that errors come first', async () => {
    place.add('a', { Dockerfile: `${standard}RUN useradd ubuntu\n` });
    const { code, out } = await place.adopt('../in/a');
    expect(code).toBe(0);
    expect(out).toContain('packages/a/Dockerfile:2: error SYS-06');
    expect(out).toContain('\nnext, once the errors above are mended:\n');
  });

  it('writes nothing with --dry-run, and tells the same', async () => {
    place.add('a', { Dockerfile: standard });
    place.add('b', { Dockerfile: 'FROM node:20\n' });
    const dry = await place.adopt('../in', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.out).toContain('1 would be adopted, 1 not');
    expect(dry.out).toContain('packages/a/Dockerfile:1: warning IMG-08');
    expect(dry.out).not.toContain('next:');
    expect(place.packages()).toEqual([]);
    expect(place.list('ws')).not.toContain('dist');
  });

  describe('names', () => {
    it('takes --name for one folder', async () => {
      place.add('docker', { Dockerfile: standard });
      await place.adopt('../in/docker', '--name=geo');
      expect(place.packages()).toEqual(['geo']);
    });

    it.each([
      ['--name=Geo', "'Geo' is not a valid name"],
      ['--name=scratch', 'the empty image'],
      ['--name=acme', "the name 'acme' is taken: by package.json"],
    ])('refuses %s', async (name, message) => {
      place.add('a', { Dockerfile: standard });
      expect((await place.refusalOf('../in/a', name)).message).toContain(
        message,
      );
    });

    it('refuses a name that is taken, and the second of one name', async () => {
      place.add('x/a', { Dockerfile: standard });
      place.add('y/a', { Dockerfile: standard });
      place.add('y/b', { Dockerfile: standard });
      await place.adopt('../in/y/b');
      const { refused } = await place.adoptJson('../in/x', '../in/y');
      expect(place.packages()).toEqual(['a', 'b']);
      expect(refused.map(({ message }) => message)).toEqual([
        "../in/y/a: the name 'a' is that of ../in/x/a, which is adopted with it",
        "../in/y/b: the name 'b' is taken: by packages/b",
      ]);
    });

    it('does not take --name for two', async () => {
      place.add('a', { Dockerfile: standard });
      place.add('b', { Dockerfile: standard });
      const { code, err } = await place.adopt('../in', '--name=x');
      expect(code).toBe(1);
      expect(err).toContain('--name=x is for one folder, and these are 2');
    });
  });

  it.each([
    [[], 2, 'expected a folder with a Dockerfile'],
    [['x', '--runtime=17.3-LTS'], 2, 'did you mean --runtimes?'],
    [['x', '--runtimes=12.0'], 1, "runtime '12.0' is not known"],
  ])('%j: is a wrong call', async (args, code, message) => {
    const called = await place.adopt(...args);
    expect([called.code, called.out]).toEqual([code, '']);
    expect(called.err).toContain(message);
  });
});
