import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Report } from '../run/change/report';
import { startRepository } from '../run/testing/test-repository';
import {
  createFamily,
  type TestWorkspace,
} from '../run/testing/test-workspace';
import { runInWorkspace } from './testing/run-in-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
});
afterEach(() => workspace.close());

function run(line: string, more: Record<string, string> = {}) {
  const { PATH } = process.env;
  const words = ['report', ...line.split(' ')];
  return runInWorkspace(workspace.root, words, { PATH, ...more });
}

describe('brickyard report', () => {
  it('tells how to use it', async () => {
    const { code, out } = await run('--help');
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'Usage: brickyard report [--base <ref>] [options]',
    ]);
  });

  it.each([
    ['--jsn', "Unknown option '--jsn'"],
    ['main', "Unexpected argument 'main'"],
    ['--json --markdown', 'either --json or --markdown, not both'],
  ])('%s: is a wrong call', async (line, message) => {
    const { code, out, err } = await run(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('fails where there is no history, and says how to get it', async () => {
    const { code, out, err } = await run('--base=HEAD');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/not in a git repository \[HISTORY_MISSING\]/);
  });

  it('reports without an engine, with a warning', async () => {
    startRepository(workspace.root);
    workspace.write('packages/child/requirements.txt', 'polars\n');
    const { code, out, err } = await run('--base=HEAD --json');
    expect(code).toBe(0);
    expect(err).toContain('warning: the engine counts as empty');
    const { images, warnings } = JSON.parse(out) as Report;
    expect(images.map(({ flavour }) => flavour)).toEqual(['child']);
    expect(warnings).toHaveLength(1);
    const text = await run('--base=HEAD');
    expect(text.out).toMatch(
      /^1 image changed; 1 not built\nsince HEAD \([0-9a-f]{12}\); 1 image stays as it is\n\nchild@17\.3-LTS {2}changed, not built yet\n {2}why {3}requirements\.txt changed\n/,
    );
    expect(text.out).toMatch(/\n {4}polars +added any version +direct\n/);
  });

  it('writes a file, in a folder that is made for it', async () => {
    startRepository(workspace.root);
    const line = '--base= --markdown --output=dist/a/report.md';
    const { code, out, err } = await run(line, { NX_BASE: 'HEAD' });
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('written to dist/a/report.md\n');
    const file = join(workspace.root, 'dist/a/report.md');
    expect(readFileSync(file, 'utf8')).toMatch(/^### No image changes\n/);
  });

  it('says why a file cannot be written', async () => {
    startRepository(workspace.root);
    const { code, err } = await run('--base=HEAD --output=nx.json/report.md');
    expect(code).toBe(1);
    expect(err).toContain('--output:');
    expect(existsSync(join(workspace.root, 'nx.json'))).toBe(true);
  });
});
