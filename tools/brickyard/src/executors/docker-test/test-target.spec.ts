import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TestWorkspace } from '../../run/testing/test-workspace';
import { runTarget } from '../define-target';
import { type TestOptions, testTarget } from './test-target';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\n',
    'tests/a.sh': 'exit 0\n',
  });
  workspace.addFlavour('files', {
    Dockerfile: 'FROM scratch\nCOPY a /\n',
    a: '',
  });
});
afterEach(() => workspace.close());

/** On a machine where no engine answers. */
async function run(options: TestOptions = {}, more = {}, flavour = 'base') {
  let text = '';
  const results = await runTarget(testTarget, {
    root: workspace.root,
    flavours: [flavour],
    options,
    now: new Date(),
    environment: {
      DOCKER_HOST: `unix://${join(workspace.root, 'no.sock')}`,
      DOCKER_CONFIG: workspace.root,
      ...more,
    },
    output: { write: (part) => void (text += part) },
  });
  return { results: Object.fromEntries(results), text };
}

describe('docker-test', () => {
  it('says that no engine answers, in every form', async () => {
    const junit = 'dist/junit.xml';
    const { results, text } = await run({ junit }, { GITHUB_ACTIONS: 'true' });
    expect(results['base']?.success).toBe(false);
    expect(results['base']?.summary).toMatch(
      /^base@17\.3-LTS {2}failed: .*\[ENGINE_UNREACHABLE\]/,
    );
    expect(text).toMatch(
      /^::error file=packages\/base\/Dockerfile,title=base@/m,
    );
    expect(readFileSync(join(workspace.root, junit), 'utf8')).toContain(
      '<error message=',
    );
  });

  it('prints JSON when asked', async () => {
    const { results } = await run({ json: true });
    expect(JSON.parse(results['base']?.summary ?? '')).toMatchObject({
      images: [{ flavour: 'base', passed: false }],
    });
  });

  it('has nothing to ask of a library', async () => {
    const { results } = await run({}, {}, 'files');
    expect(results['files']).toEqual({
      success: true,
      summary: 'files  a library: no tests',
    });
  });

  it('prints what is wrong with a test file, and writes nothing', async () => {
    workspace.write('packages/base/tests/x.yaml', 'a: 1\n');
    const { results, text } = await run({ junit: 'dist/junit.xml' });
    const said = 'packages/base/tests/x.yaml:1: a: is not a known key';
    expect(results['base']).toEqual({
      success: false,
      summary: expect.stringContaining(said) as string,
      isTold: true,
    });
    expect(text).toContain(said);
    expect(existsSync(join(workspace.root, 'dist'))).toBe(false);
  });
});
