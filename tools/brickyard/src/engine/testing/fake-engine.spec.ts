import { HttpRegistry } from '../../registry/http-registry';
import { MemoryRegistry } from '../../registry/testing/memory-registry';
import { playAttached } from './attach-contract';
import { playContract } from './container-contract';
import { build, ignore, requestOf } from './contract-request';
import { describeEngineContract } from './engine-contract';
import { FakeEngine } from './fake-engine';
import { playFiles } from './files-contract';

describe('FakeEngine', () => {
  let memory: MemoryRegistry;
  let registry: HttpRegistry;

  beforeAll(async () => {
    memory = await MemoryRegistry.start();
    registry = new HttpRegistry({ credentialsFor: async () => undefined });
  });
  afterAll(() => memory.close());

  describeEngineContract('FakeEngine', async () => ({
    engine: await createEngine(),
    runnable: 'shell:1',
    listContainers: () => Promise.resolve([]),
    repository: `${memory.host}/team/contract`,
    headDigest: async (_repository, tag) => {
      const at = { registry: memory.host, repository: 'team/contract' };
      return (await registry.headManifest(at, tag))?.digest;
    },
  }));

  async function createEngine(): Promise<FakeEngine> {
    const engine = new FakeEngine({
      registry,
      container: playContract,
      session: playAttached,
    });
    engine.files = playFiles;
    await build(engine, { tags: ['shell:1'] });
    return engine;
  }

  it('records each build with the bytes of its context', async () => {
    const engine = new FakeEngine();
    await engine.buildImage(
      requestOf({ target: 'base' }, 'in the tar'),
      ignore,
    );
    const [build] = engine.builds;
    expect(build).toMatchObject({ target: 'base', dockerfile: 'Dockerfile' });
    expect(Buffer.from(build?.context ?? []).includes('in the tar')).toBe(true);
  });

  it('fails where it is told to', async () => {
    const engine = new FakeEngine({ registry });
    const { id } = await engine.buildImage(requestOf({}), ignore);
    const reference = `${memory.host}/team/failing:1`;
    await engine.tagImage(id, reference);
    engine.failures.push = () => new Error('push');
    await expect(
      engine.pushImage(reference, undefined, ignore),
    ).rejects.toThrow('push');
    const at = { registry: memory.host, repository: 'team/failing' };
    expect(await registry.headManifest(at, '1')).toBeUndefined();
    engine.failures.build = ({ tags }) => new Error(tags[0]);
    await expect(
      engine.buildImage(requestOf({ tags: ['a:1'] }), ignore),
    ).rejects.toThrow('a:1');
    engine.failures.engine = () => new Error('gone');
    await expect(engine.listImages()).rejects.toThrow('gone');
  });
});
