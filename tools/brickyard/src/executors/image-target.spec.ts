import { join } from 'node:path';

import { TestWorkspace } from '../run/testing/test-workspace';
import { runTarget } from './define-target';
import { type ImageOptions, imageTarget } from './image-target';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', { Dockerfile: 'FROM brickyard/base\n' });
});
afterEach(() => workspace.close());

/** On a machine where no engine answers. */
async function run(options: ImageOptions = {}, flavours = ['base', 'child']) {
  let text = '';
  const results = await runTarget(imageTarget(false), {
    root: workspace.root,
    flavours,
    options,
    now: new Date(),
    environment: {
      DOCKER_HOST: `unix://${join(workspace.root, 'no.sock')}`,
      DOCKER_CONFIG: workspace.root,
      BRICKYARD_PARALLEL: '',
    },
    output: { write: (more) => void (text += more) },
  });
  return { results: Object.fromEntries(results), text };
}

describe('docker-build', () => {
  it('prints the plan, and does nothing, in a dry run', async () => {
    const { results, text } = await run({ dryRun: true });
    expect(text).toMatch(/^base +17\.3-LTS +build +never built$/m);
    expect(text).toMatch(/2 to build, 0 to reuse\n$/);
    const summary = text.slice(text.indexOf('base   17.3')).trimEnd();
    const result = { success: true, summary, isTold: true };
    expect(results).toEqual({ base: result, child: result });
  });

  it('tells each flavour what became of it', async () => {
    const { results } = await run();
    expect(results).toMatchObject({
      base: { success: false },
      child: { success: false },
    });
    expect(results['base']?.summary).toMatch(
      /^base@17\.3-LTS {2}failed\n\nbase@17\.3-LTS: .*\[ENGINE_UNREACHABLE\]/s,
    );
    expect(results['child']?.summary).toBe(
      'child@17.3-LTS  skipped: base@17.3-LTS did not succeed',
    );
  });

  it('says what only the registry has, unless it is to be loaded', async () => {
    await workspace.run({ push: true });
    const { results } = await run();
    expect(results['base']).toEqual({
      success: true,
      summary:
        'base@17.3-LTS  reused: the registry has it, the engine does not; --load pulls it',
    });
    const loaded = await run({ load: true });
    expect(loaded.results['base']?.summary).not.toContain('--load');
  });

  it('tells of a parent that nobody asked for', async () => {
    const { results } = await run({}, ['child']);
    expect(Object.keys(results)).toEqual(['child']);
    expect(results['child']?.summary).toMatch(/^base@17\.3-LTS +failed$/m);
  });

  const plan = 'base  17.3-LTS  build  never built\n1 to build, 0 to reuse';
  const bsae =
    'packages/child/Dockerfile:1: brickyard/bsae: there is no flavour packages/bsae in this workspace [PARENT_UNKNOWN]\n  hint: did you mean base? flavours: base, child';

  it('tells a flavour what is wrong with it, and goes on with the others', async () => {
    workspace.write('packages/child/Dockerfile', 'FROM brickyard/bsae\n');
    const { results } = await run({ dryRun: true });
    expect(results).toEqual({
      base: { success: true, isTold: true, summary: plan },
      child: { success: false, summary: bsae },
    });
  });

  it('warns of what is wrong with a flavour that was not asked for', async () => {
    workspace.write('packages/child/Dockerfile', 'FROM brickyard/bsae\n');
    const { results, text } = await run({ dryRun: true }, ['base']);
    const base = { success: true, isTold: true, summary: plan };
    expect(results).toEqual({ base });
    expect(text).toContain(`warning: ${bsae}\n`);
  });

  it('prints once what leaves nothing to build', async () => {
    workspace.write('packages/base/Dockerfile', 'FROM brickyard/bsae\n');
    const { results, text } = await run();
    const summary = text.trimEnd();
    const result = { success: false, summary, isTold: true };
    expect(results).toEqual({ base: result, child: result });
    expect(summary).toBe(bsae.replace('child', 'base'));
  });

  it('knows its flavours', async () => {
    const { text } = await run({}, ['bse']);
    expect(text).toMatch(/^no such flavour: bse \[FLAVOUR_UNKNOWN\]/);
  });
});
