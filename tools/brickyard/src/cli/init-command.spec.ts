import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';

import { TestFolder } from '../testing/test-folder';
import { runCommand } from './main';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

/** On a machine whose npm does what `script` says, or whose PATH is this. */
async function init(
  args: string[],
  script = 'exit 7',
  typed?: string,
  path?: string,
) {
  let [out, err] = ['', ''];
  const tools = new TestFolder();
  tools.write('npm', `#!/bin/sh\n${script}\n`, 0o755);
  const input =
    typed === undefined
      ? undefined
      : () => Object.assign(Readable.from([typed]), { isTTY: true });
  const PATH = path ?? `${tools.root}:${process.env['PATH']}`;
  const code = await runCommand(['init', ...args], {
    cwd: folder.root,
    environment: { PATH },
    input,
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  tools.close();
  return { code, out, err };
}

const flags = ['--registry=team.azurecr.io', '--namespace=clusters'];
const all = [...flags, '--languages=python', '--ci=github'];
const files = () => readdirSync(folder.root).sort();

describe('brickyard init', () => {
  it('has a help of its own', async () => {
    expect((await init(['--help'])).out).toMatch(/^Usage: brickyard init/);
  });

  it('says what it would do, and does nothing', async () => {
    const { code, out } = await init([...all, '--dry-run']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'git init --initial-branch=main',
      'write package.json',
      'write nx.json',
      'write README.md',
      expect.stringMatching(/^write tools\/brickyard-.*\.tgz, which is/),
      expect.stringMatching(
        /^npm install --save-dev --save-exact nx@.* \.\/tools/,
      ),
      'npx nx g brickyard:init --registry=team.azurecr.io --namespace=clusters --languages=python --ci=github',
      '',
    ]);
    expect(files()).toEqual([]);
  });

  it('takes what questions suggest with --yes', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder.root });
    const remote = 'https://ann:secret@dev.azure.com/team/p/_git/images';
    const words = ['remote', 'add', 'origin', remote];
    execFileSync('git', words, { cwd: folder.root });
    const { out } = await init(['--yes', '--dry-run', '--namespace=own']);
    expect(out).toContain(
      '--registry=docker.io --namespace=own --languages=both --ci=azure',
    );
  });

  it('asks in a terminal for what was left out', async () => {
    const typed = 'r\nnowhere\nnone\n';
    const { out, err } = await init([...flags, '--dry-run'], '', typed);
    expect(err).toContain('What will notebooks be written in?');
    expect(err).toContain("--ci: 'nowhere' is none of github, azure, none");
    expect(err).not.toContain('Which registry');
    expect(out).toContain('--languages=r --ci=none');
  });

  it.each([
    [[], 'no --registry, --namespace, --languages, --ci'],
    [flags, 'no --languages, --ci'],
    [['--yes', '--registry=https://x.example/y'], 'registry: is not a host'],
    [['--yes', '--namespace=Team'], 'namespace: is not a path'],
    [['--yes', '--ci=gitlab'], "--ci: 'gitlab' is none of"],
    [['--yes', '--languages=julia'], "'julia' is none of python, r"],
    [
      ['--yes', '--registry=a b', '--ci=x'],
      /registry: is not a host[^]*--ci: 'x' is none of/,
    ],
  ])('%j: says what is missing or wrong', async (args, message) => {
    const { code, out, err } = await init(args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
    expect(files()).toEqual([]);
  });

  it('leaves nothing behind when npm fails', async () => {
    const script =
      'mkdir -p tools node_modules; echo >tools/x.tgz; echo {} >package-lock.json; echo "npm error code ENOTFOUND" >&2; test "$1" = pack';
    const { code, err } = await init(all, script);
    expect(code).toBe(1);
    expect(err).toContain(
      'npm install ended with 1:\nnpm error code ENOTFOUND',
    );
    expect(err).toContain('is as it was before: run the same command again');
    // A file that is none of its own.
    expect(files()).toEqual(['tools']);
  });

  it('shows both ends of a long failure: Nx says first what it is', async () => {
    const script =
      'test "$1" = exec || exit 0; echo "Cannot find x" >&2; seq 40 >&2; exit 1';
    const { err } = await init(all, script);
    expect(err).toMatch(/^Cannot find x\n1\n2\n/m);
    expect(err).toMatch(/\n9\n…\n31\n.*40 \[NPM_FAILED\]/s);
  });

  it('gives a workspace its files back when the generator refuses', async () => {
    folder.write('nx.json', '{}');
    folder.write('package.json', '{ "devDependencies": { "nx": "24.0.0" } }');
    const before = files();
    const script =
      'if [ "$1" = exec ]; then echo "NAME_TAKEN" >&2; exit 1; fi; echo {} >package.json; mkdir -p tools; echo >tools/brickyard-$(echo x).tgz; rm tools/*';
    const { code, err } = await init(all, script);
    expect(code).toBe(1);
    expect(err).toContain('nx g ended with 1:\nNAME_TAKEN');
    expect(files().filter((name) => name !== 'tools')).toEqual(before);
  });

  it.each([
    ['npm', 'npm pack ended with 127', 'npm comes with Node.js'],
    ['git', 'git is not installed', ''],
  ])('says that there is no %s', async (missing, message, hint) => {
    const tools = new TestFolder();
    for (const name of ['git', 'npm'].filter((each) => each !== missing))
      tools.link(name, execFileSync('which', [name]).toString().trim());
    const { code, err } = await init(all, undefined, undefined, tools.root);
    tools.close();
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(files()).toEqual([]);
  });

  it('says that a workspace has it already', async () => {
    folder.write('nx.json', {
      plugins: [{ plugin: 'brickyard', options: { registry: 'r.example' } }],
    });
    folder.write('package.json', { devDependencies: { brickyard: 'file:x' } });
    folder.write('node_modules/brickyard/package.json', { version: '0.0.9' });
    execFileSync('git', ['init', '--quiet'], { cwd: folder.root });
    const { code, out } = await init([]);
    expect(code).toBe(0);
    expect(out).toContain(
      'with Brickyard 0.0.9 already, which publishes to r.example/brickyard',
    );
    expect(out).toContain('package.json has file:x, and this is');
  });

  it('refuses before it writes where nx sync would', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: folder.root });
    folder.write('.github/workflows/publish.yml', 'name: mine\n');
    const { code, err } = await init(all);
    expect(code).toBe(1);
    expect(err).toContain(
      '.github/workflows/publish.yml:1: exists and was not generated',
    );
    expect(existsSync(folder.path('package.json'))).toBe(false);
    const other = await init([
      ...flags,
      '--languages=r',
      '--ci=azure',
      '--dry-run',
    ]);
    expect(other.code).toBe(0);
  });
});
