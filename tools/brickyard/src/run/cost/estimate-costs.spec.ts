import { BrickyardError } from '../../errors';
import { HttpRegistry } from '../../registry/http-registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import { addCosts } from './estimate-costs';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
});
afterEach(() => workspace.close());

const openRegistry = () =>
  new HttpRegistry({
    credentialsFor: () => Promise.resolve(undefined),
    env: {},
  });

async function estimate(
  registry: Pick<HttpRegistry, 'getManifest' | 'getBlob'>,
) {
  const prepared = await workspace.prepare();
  const read = readWorkspace(workspace.root, workspace.environment);
  const plan = await addCosts(prepared, { workspace: read, registry });
  return Object.fromEntries(
    plan.images.map(({ flavour, cost }) => [flavour, cost]),
  );
}

/** The images of specs have no history: no layer of theirs is known to stay. */
const whole = (size: number) => ({
  ...{ size, upload: size, download: size },
  ...{ isBound: true, uncounted: [] },
});

async function publishAndChange(): Promise<number> {
  await workspace.run({ push: true });
  const at = { registry: workspace.memory.host, repository: 'team/child' };
  const manifest = await openRegistry().getManifest(at, 'dbr17.3');
  workspace.write('packages/child/requirements.txt', 'polars\n');
  const text = Buffer.from(manifest?.bytes ?? []).toString();
  const { layers } = JSON.parse(text) as { layers: { size: number }[] };
  return layers.reduce((sum, { size }) => sum + size, 0);
}

describe('addCosts', () => {
  it('asks once for each image that is built, and nothing of others', async () => {
    const size = await publishAndChange();
    const registry = openRegistry();
    expect(await estimate(registry)).toEqual({
      ...{ base: undefined, child: whole(size) },
    });
    expect(registry.counts).toMatchObject({ head: 0, get: 1 });
  });

  it('asks once more for what was not pushed from here', async () => {
    const size = await publishAndChange();
    workspace.remove('dist');
    const registry = openRegistry();
    expect((await estimate(registry))['child']).toEqual(whole(size));
    expect(registry.counts.get).toBe(2);
  });

  it('asks nothing again that the plan has asked', async () => {
    const size = await publishAndChange();
    workspace.replaceEngine();
    const registry = openRegistry();
    expect((await estimate(registry))['child']).toEqual(whole(size));
    expect(registry.counts.get).toBe(0);
  });

  it.each(['REGISTRY_UNREACHABLE', 'REGISTRY_DENIED', 'INTERRUPTED'] as const)(
    'tells what was pushed from here where a registry says %s',
    async (code) => {
      const size = await publishAndChange();
      const refuse = () => Promise.reject(new BrickyardError(code, 'no'));
      const registry = { getManifest: refuse, getBlob: refuse };
      expect((await estimate(registry))['child']).toEqual(whole(size));
      workspace.remove('dist');
      expect((await estimate(registry))['child']).toBeUndefined();
    },
  );

  it('knows nothing of what was never published', async () => {
    await workspace.run();
    workspace.write('packages/child/requirements.txt', 'polars\n');
    const costs = await estimate(openRegistry());
    expect(costs).toEqual({ base: undefined, child: undefined });
  });
});
