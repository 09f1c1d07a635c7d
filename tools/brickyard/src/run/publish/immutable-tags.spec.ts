import { readFileSync } from 'node:fs';

import { BrickyardError } from '../../errors';
import type { RunResult } from '../make/run-result';
import { imageRecords } from '../records/image-record';
import { errorOf, statesOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});
afterEach(() => workspace.close());

const push = { push: true, flavours: ['base', 'child'] };

/** As ECR refuses it. */
function refuse(path: RegExp, times = 99): void {
  const message =
    'already exists in the repository and cannot be overwritten because the tag is immutable.';
  const body = JSON.stringify({ errors: [{ code: 'TAG_INVALID', message }] });
  workspace.memory.fail({
    method: 'PUT',
    path,
    times,
    reply: { status: 400, body },
  });
}
/** To the plugin's options in nx.json. */
function addOption(option: string): void {
  const text = readFileSync(workspace.path('nx.json'), 'utf8');
  const added = text.replace('"namespace"', `${option},"namespace"`);
  workspace.write('nx.json', added);
}

function recordOf({ images }: RunResult, name: string) {
  const image = images.find(({ flavour }) => flavour.name === name);
  return image && imageRecords.read(image, workspace.root);
}

async function pushNewVersion(): Promise<RunResult> {
  await workspace.run(push);
  workspace.write('packages/base/setup.sh', 'changed\n');
  refuse(/manifests\/(dbr17\.3|latest)$/);
  return workspace.run(push);
}

describe('a push where floating tags are immutable', () => {
  it('publishes the second version under its key, with its SBOM', async () => {
    const result = await pushNewVersion();
    expect(statesOf(result)).toEqual({ base: 'done', child: 'done' });
    const record = recordOf(result, 'base');
    expect(record?.tags).toEqual([expect.stringMatching(/^k-/)]);
    expect(record?.sbom).toMatch(/^sha256:/);
    expect(workspace.publishedTags('base')).toHaveLength(4);
  });

  it('says once which tags stay, and what to do', async () => {
    await pushNewVersion();
    expect(workspace.warnings).toEqual([
      expect.stringMatching(
        /base@17\.3-LTS \(dbr17\.3, latest\), child@17\.3-LTS \(dbr17\.3, latest\)\n.*TAG_INVALID.*\n {2}hint: exempt dbr17\.3, latest .*"floatingTags": false/,
      ),
    ]);
  });

  it('says that clusters start what was there before', async () => {
    addOption('"clusters":{"imageTag":"floating"}');
    await pushNewVersion();
    expect(workspace.warnings.join()).toContain('clusters start the image');
  });

  it('fails over any other refusal', async () => {
    workspace.memory.fail({
      method: 'PUT',
      path: /latest$/,
      reply: { status: 413 },
    });
    const result = await workspace.run({ ...push, flavours: ['base'] });
    expect(errorOf(result, 'base')?.code).toBe('REGISTRY_QUOTA');
  });

  it('takes the image of who was faster', async () => {
    await workspace.run(push);
    workspace.replaceEngine();
    const hidden = { status: 404 };
    const path = /base\/manifests\/k-/;
    workspace.memory.fail({ method: 'HEAD', path, times: 2, reply: hidden });
    workspace.engine.failures.push = () =>
      new BrickyardError('REGISTRY_FAILED', 'the tag is immutable');
    const result = await workspace.run({ ...push, flavours: ['base'] });
    expect(workspace.engine.builds).toHaveLength(1);
    expect(statesOf(result)).toEqual({ base: 'done' });
  });
});

describe('a push without floating tags', () => {
  beforeEach(() => addOption('"floatingTags":false'));

  it('writes the immutable one alone', async () => {
    const result = await workspace.run(push);
    const tags = [expect.stringMatching(/^k-/)];
    expect(workspace.publishedTags('base')).toEqual(tags);
    expect(recordOf(result, 'base')?.tags).toEqual(tags);
  });

  it('writes none of a channel, and asks for none', async () => {
    await workspace.run({ ...push, channel: 'pr-12' });
    expect(workspace.publishedTags('base')).toHaveLength(1);
    const asked = workspace.memory.summary().join();
    expect(asked).not.toMatch(/manifests\/(pr-12|dbr17|latest)/);
  });
});

describe('a list of referrers that cannot grow', () => {
  it('is told once, in the same words for all images', async () => {
    refuse(/manifests\/sha256-/);
    const result = await workspace.run(push);
    expect(statesOf(result)).toEqual({ base: 'done', child: 'done' });
    const [warning, ...others] = new Set(workspace.warnings);
    expect(others).toEqual([]);
    expect(warning).toContain('keeps the lists under sha256-* as they are');
    expect(warning).toContain('hint: exempt sha256-*');
  });
});

describe('a push to another registry', () => {
  it('is recorded, and gets an SBOM too', async () => {
    await workspace.run(push);
    workspace.environment = { BRICKYARD_NAMESPACE: 'other' };
    const result = await workspace.run(push);
    const record = recordOf(result, 'base');
    expect(record?.reference).toContain('/other/base@');
    const path = /\/other\/base\/manifests\/sha256:/;
    expect(workspace.memory.count('PUT', path)).toBe(1);
  });
});
