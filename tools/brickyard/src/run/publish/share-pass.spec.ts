import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { HttpRegistry } from '../../registry/http-registry';
import { answerTests, resultOf } from '../testing/test-answers';
import { TestWorkspace } from '../testing/test-workspace';
import { PASS_TYPE } from './share-pass';

const registry = new HttpRegistry({
  credentialsFor: () => Promise.resolve(undefined),
  env: {},
});
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\n',
    'tests/b.py': 'first\n',
  });
  workspace.engine.container = (request) => answerTests(request);
});
afterEach(() => workspace.close());

const namesOf = ({ tests }: { tests: { name: string }[] }) =>
  tests.map(({ name }) => name);

describe('a pass of a published image', () => {
  it('lets other machines see a pass of a published image', async () => {
    await workspace.run({ push: true });
    const first = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(first.record.shared).toMatch(/^sha256:/);
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.replaceEngine();
    const there = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(there).toMatchObject({ reused: true, record: { passed: true } });
    expect(workspace.engine.pulls).toEqual([]);
    expect(namesOf(there.record)).toEqual(namesOf(first.record));
  });

  it('shares a pass once its image is published', async () => {
    await workspace.test({ flavours: ['child'] });
    await workspace.run({ push: true });
    expect(await testElsewhere()).toMatchObject({ reused: true });
    expect(workspace.engine.pulls).toEqual([]);
  });

  it('shares no pass of other content', async () => {
    await workspace.test({ flavours: ['child'] });
    workspace.addFlavour('child', {
      Dockerfile: 'FROM brickyard/base\nLABEL more=yes\n',
    });
    await workspace.run({ push: true });
    const { manifests } = workspace.memory.store.open('team/child');
    const texts = [...manifests.values()].map(({ bytes }) => String(bytes));
    expect(texts.join('\n')).not.toContain(PASS_TYPE);
  });

  it('runs the tests when the pass beside an image is of others, or damaged', async () => {
    await workspace.run({ push: true });
    const { record } = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    beAnotherMachine();
    const at = { registry: workspace.memory.host, repository: 'team/child' };
    const subject = await registry.headManifest(
      at,
      `k-${record.key.slice(0, 40)}`,
    );
    if (subject === undefined) throw new Error('not published');
    workspace.write('packages/child/tests/b.py', 'other\n');
    const other = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(other.reused).toBe(false);
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.write('packages/child/tests/b.py', 'third\n');
    const { suite, rules } = (await testFailing()).record;
    await registry.putReferrer(at, subject, {
      artifactType: PASS_TYPE,
      mediaType: PASS_TYPE,
      bytes: Buffer.from('{'),
      annotations: { 'brickyard.suite': suite, 'brickyard.rules': rules },
    });
    workspace.replaceEngine();
    workspace.engine.container = (request) => answerTests(request);
    const last = resultOf(
      await workspace.test({ flavours: ['child'] }),
      'child',
    );
    expect(last.reused).toBe(false);
    expect(workspace.warnings).toEqual([
      expect.stringMatching(
        /the recorded pass .* cannot be read; the tests run/,
      ),
    ]);
  });

  it('runs the tests when the pass was deleted, and shares it again', async () => {
    const { shared, manifests } = await pass();
    manifests.delete(shared);
    const again = await testElsewhere();
    expect(again.reused).toBe(false);
    expect(manifests.has(again.record.shared ?? '')).toBe(true);
    expect((await testElsewhere()).reused).toBe(true);
    expect(workspace.warnings).toEqual([]);
  });

  it('runs the tests when the pass has another digest', async () => {
    const { shared, manifests } = await pass();
    const bytes = Buffer.from('{}');
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    manifests.set(shared, { digest: shared, mediaType, bytes });
    expect((await testElsewhere()).reused).toBe(false);
    expect(workspace.warnings).toEqual([
      expect.stringMatching(/pass can be read: .*received bytes of/),
    ]);
  });

  it('asks no registry about an image that nobody has published', async () => {
    await workspace.test({ flavours: ['child'] });
    workspace.memory.requests.length = 0;
    await workspace.test({ flavours: ['child'], force: true });
    const asked = workspace.memory.requests.filter(({ path }) =>
      path.includes('team/child'),
    );
    expect(asked).toEqual([]);
  });
});

/** A pass beside the published image, and what the registry has of it. */
async function pass() {
  await workspace.run({ push: true });
  const run = await workspace.test({ flavours: ['child'] });
  const { shared = '' } = resultOf(run, 'child').record;
  const { manifests } = workspace.memory.store.open('team/child');
  expect(manifests.has(shared)).toBe(true);
  return { shared, manifests };
}

async function testElsewhere() {
  beAnotherMachine();
  return resultOf(await workspace.test({ flavours: ['child'] }), 'child');
}

function beAnotherMachine(): void {
  rmSync(join(workspace.root, 'dist'), { recursive: true });
  workspace.replaceEngine();
  workspace.engine.container = (request) => answerTests(request);
}

/** To know the digest of its tests; a failure is not shared. */
async function testFailing() {
  workspace.engine.container = (request) => answerTests(request, 1);
  return resultOf(await workspace.test({ flavours: ['child'] }), 'child');
}
