import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { TestWorkspace } from '../run/testing/test-workspace';
import { runCommand } from './main';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
});
afterEach(() => workspace.close());

/** On a machine where no engine answers. */
async function run(line: string, cwd = workspace.root) {
  let out = '';
  let err = '';
  const engine = `unix://${join(workspace.root, 'no.sock')}`;
  const code = await runCommand(line.split(' '), {
    cwd,
    environment: { DOCKER_HOST: engine, DOCKER_CONFIG: workspace.root },
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

describe('brickyard diff', () => {
  beforeEach(() => {
    workspace.write('a.txt', 'numpy==1.26.4\nsix==1.16.0\n');
    workspace.write('b.txt', 'numpy==2.1.3\nsix==1.16.0\n');
  });

  it('has a help of its own', async () => {
    expect((await run('diff --help')).out).toMatch(/^Usage: brickyard diff/);
  });

  it('answers as text, as Markdown, and in JSON alone', async () => {
    const { code, out, err } = await run('diff a.txt b.txt');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('changed  numpy  1.26.4 → 2.1.3  major up');
    const markdown = await run('diff a.txt b.txt --markdown');
    expect(markdown.out).toMatch(/^### `a\.txt` → `b\.txt`/);
    const json = JSON.parse(
      (await run('diff a.txt b.txt --json')).out,
    ) as unknown;
    expect(json).toMatchObject({ isDifferent: true, notes: [] });
  });

  it('takes paths from where it is called', async () => {
    mkdirSync(join(workspace.root, 'deep'));
    const cwd = join(workspace.root, 'deep');
    expect((await run('diff ../a.txt ../b.txt', cwd)).code).toBe(0);
  });

  it.each([
    ['a.txt b.txt --exit-code', 1],
    ['a.txt a.txt --exit-code', 0],
    ['a.txt b.txt', 0],
  ])('%s: exits with %i', async (words, expected) => {
    expect((await run(`diff ${words}`)).code).toBe(expected);
  });

  it.each([
    ['a.txt', 2, 'expected two sides to compare, got 1'],
    ['a b c', 2, 'expected two sides to compare, got 3'],
    ['a b --jsn', 2, "Unknown option '--jsn'"],
    ['a.txt bse', 1, "'bse' is not a flavour, a file or an image reference"],
    ['a.txt base', 1, 'base@17.3-LTS is not built as its files stand now'],
  ])('%s: fails with %i', async (words, expected, message) => {
    const { code, out, err } = await run(`diff ${words}`);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(message);
  });
});
