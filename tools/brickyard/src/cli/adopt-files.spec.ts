import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { AdoptPlace, standard } from './testing/adopt-place';

let place: AdoptPlace;
beforeEach(() => {
  place = new AdoptPlace();
});
afterEach(() => place.close());

describe('the files of an adopted folder', () => {
  it('leaves out secrets, what is ignored, links that lead out, and what tools make', async () => {
    place.add('a', {
      Dockerfile: `${standard}COPY . /app\n`,
      '.dockerignore': 'data\n*.log\nDockerfile\n.dockerignore\n',
      id_rsa: 'x',
      '.env': 'TOKEN=s3cret-and-long\n',
      'paths.env': 'DATA=/opt/data\n',
      'data/big.csv': '1\n',
      'x.log': '',
      '.venv/pyvenv.cfg': '',
      'env/pyvenv.cfg': '',
      '.git/HEAD': '',
      'ok/.env.example': 'TOKEN=\n',
    });
    place.link('in/a/out', '../../secret');
    place.link('in/a/etc', '/etc/passwd');
    execFileSync('mkfifo', [place.path('in/a/pipe')]);
    const { adopted } = await place.adoptJson('../in/a');
    const left = new Map(
      adopted[0]?.leftOut.map(({ path, why }) => [path, why]),
    );
    expect(Object.fromEntries(left)).toEqual({
      id_rsa: 'a private key of SSH',
      '.env': 'secrets of an environment',
      'paths.env': 'secrets of an environment',
      'data/': 'listed in .dockerignore',
      'x.log': 'listed in .dockerignore',
      '.venv/': 'a Python environment',
      'env/': 'a Python environment',
      '.git/': 'the history of another repository',
      out: 'a link to ../../secret, outside of the folder',
      etc: 'a link to /etc/passwd, outside of the folder',
      pipe: 'neither a file nor a folder',
    });
    expect(place.list('ws/packages/a')).toEqual([
      '.dockerignore',
      'Dockerfile',
      'image.ts',
      'ok',
      'package.json',
    ]);
  });

  it('has what COPY names and only its name speaks against, as lint tells', async () => {
    place.add('a', {
      Dockerfile: `${standard}COPY paths.env /\n`,
      'paths.env': 'DATA=/opt/data\n',
    });
    const { out, code } = await place.adopt('../in/a');
    expect(code).toBe(0);
    expect(place.list('ws/packages/a')).toContain('paths.env');
    expect(out).toContain('packages/a/Dockerfile:2: warning DOC-01');
  });

  it('takes a Dockerfile by another name', async () => {
    place.add('a', {
      Dockerfile: 'FROM node:20\n',
      'Dockerfile.gpu': standard,
      'Dockerfile.cpu': standard,
      'Dockerfile.gpu.dockerignore': 'x\n',
      x: '',
    });
    const { refused } = await place.adoptJson(
      '../in/a/Dockerfile.gpu',
      '../in/a/Dockerfile.cpu',
    );
    expect(refused.map(({ message }) => message)).toEqual([
      "../in/a/Dockerfile.cpu: the name 'a' is that of ../in/a/Dockerfile.gpu, which is adopted with it",
    ]);
    const { adopted } = await place.adoptJson(
      '../in/a/Dockerfile.gpu',
      '--name=gpu',
    );
    expect(place.read('ws/packages/gpu/Dockerfile')).toBe(standard);
    expect(place.read('ws/packages/gpu/Dockerfile.dockerignore')).toBe('x\n');
    expect(place.list('ws/packages/gpu')).toHaveLength(5);
    expect(adopted[0]?.leftOut).toContainEqual({
      path: 'Dockerfile',
      why: 'Dockerfile.gpu takes its place',
    });
  });

  it('tells of lists that only the Dockerfile reads, large files and tests', async () => {
    place.add('a', {
      Dockerfile: standard,
      'environment.yml': 'dependencies: []\n',
      'requirements/prod.txt': '',
      'requirements-dev.txt': '',
      'notebook-requirements.txt': '',
      'requirements.txt': '',
      'pyproject.toml': '',
      'tests/test_a.py': '',
      'model.bin': 'x'.repeat(51_000_000),
    });
    const { adopted } = await place.adoptJson('../in/a');
    const notes = adopted[0]?.notes.map(({ place, message }) => [
      place.file.slice('../in/a/'.length),
      message.slice(0, 30),
    ]);
    expect(notes).toEqual([
      ['environment.yml', 'a list for conda, which only t'],
      ['model.bin', '51.0 MB: git keeps each versio'],
      ['pyproject.toml', 'a list for a package of Python'],
      ['requirements/prod.txt', 'only the Dockerfile reads this'],
      ['requirements-dev.txt', 'only the Dockerfile reads this'],
      ['tests', 'docker-test runs the file of t'],
    ]);
  });

  describe('in packages', () => {
    const inPlace = 'ws/packages/geo';

    it('adopts a folder where it is', async () => {
      place.write(`${inPlace}/Dockerfile`, standard);
      place.write(`${inPlace}/.env`, 'A=1\n');
      place.write('ws/packages/old/Dockerfile', standard);
      place.write('ws/packages/old/package.json', '{}');
      place.write(
        'ws/packages/old/image.ts',
        "export default { runtimes: ['17.3-LTS'] };",
      );
      const { out, code } = await place.adopt('packages');
      expect(code).toBe(0);
      expect(out).toContain('geo: is now packages/geo, where it is');
      expect(out).toContain('packages/old: passed over, is a flavour already');
      expect(place.list(inPlace)).toEqual([
        '.env',
        'Dockerfile',
        'image.ts',
        'package.json',
      ]);
    });

    it('changes nothing when a file cannot be written', async () => {
      const text = 'FROM databricksruntime/python:13.3-LTS\n';
      place.write(`${inPlace}/Dockerfile`, text);
      place.write(`${inPlace}/package.json.adopting/x`, '');
      const { err, code } = await place.adopt(
        'packages/geo',
        '--runtimes=17.3-LTS',
      );
      expect(code).toBe(1);
      expect(err).toContain('packages/geo: cannot be written (EEXIST)');
      expect(place.read(`${inPlace}/Dockerfile`)).toBe(text);
      expect(existsSync(place.path(`${inPlace}/image.ts`))).toBe(false);
    });
  });

  it('leaves nothing behind where the place is taken meanwhile', async () => {
    place.add('a', { Dockerfile: standard });
    place.write('ws/packages', 'a file\n');
    const { code, err } = await place.adopt('../in/a');
    expect(code).toBe(1);
    expect(err).toMatch(/packages/);
    expect(place.read('ws/packages')).toBe('a file\n');
  });

  it('does not adopt what has the workspace in it', async () => {
    place.write('Dockerfile', standard);
    const { err } = await place.adopt('..');
    expect(err).toContain('..: has this workspace in it');
  });

  it('shows no password of a list, and says that it is there', async () => {
    place.add('a', {
      Dockerfile: standard,
      'requirements.txt':
        '--index-url https://ann:s3cret-Pa55@h.example/simple\nx==1\n',
    });
    const { out, err } = await place.adopt('../in/a');
    expect(out + err).not.toContain('s3cret');
    expect(out).toContain('packages/a/requirements.txt:1: ');
  });
});
