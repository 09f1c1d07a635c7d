import { HttpRegistry } from '../../registry/http-registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { selectImages } from '../plan/select-images';
import { TestWorkspace } from '../testing/test-workspace';
import { findMovedBases } from './find-moved-bases';

const other = `sha256:${'0'.repeat(64)}`;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
});
afterEach(() => workspace.close());

async function find(signal?: AbortSignal) {
  const credentialsFor = () => Promise.resolve(undefined);
  const registry = new HttpRegistry({ credentialsFor, env: {}, signal });
  const read = readWorkspace(workspace.root, {});
  const moved = await findMovedBases(selectImages(read), read, registry);
  return { moved, head: registry.counts.head };
}

describe('findMovedBases', () => {
  it('names what moved, with one HEAD for each locked base', async () => {
    const at = `${workspace.memory.host}/base`;
    const [a, b] = [
      await workspace.publish('base/a', '1', 'a'),
      await workspace.publish('base/b', '1', 'b'),
    ];
    await workspace.publish('base/c', '1', 'c');
    workspace.write('images.lock.json', {
      [`${at}/a:1`]: other,
      [`${at}/b:1`]: b,
      'ubuntu:24.04': other,
      'unused:1': other,
    });
    workspace.addFlavour('one', {
      Dockerfile: `FROM ${at}/b:1\nCOPY --from=${at}/c:1 / /\nCOPY --from=ubuntu:24.04 / /\nCOPY --from=${at}/b:1@${b} / /\n`,
    });
    workspace.addFlavour('two', { Dockerfile: `FROM ${at}/a:1\n` });
    workspace.addFlavour('three', { Dockerfile: `FROM ${at}/a:1\n` });
    expect(await find()).toEqual({
      moved: [{ image: `${at}/a:1`, locked: other, current: a }],
      head: 2,
    });
  });

  it.each(['127.0.0.1:1/closed:1', '<host>/base/gone:1'])(
    'is silent about %s',
    async (name) => {
      const image = name.replace('<host>', workspace.memory.host);
      workspace.write('images.lock.json', { [image]: other });
      workspace.addFlavour('one', { Dockerfile: `FROM ${image}\n` });
      expect((await find()).moved).toEqual([]);
    },
  );

  it('is silent when there is no more time', async () => {
    const image = `${workspace.memory.host}/base/ubuntu:24.04`;
    workspace.write('images.lock.json', { [image]: other });
    workspace.addFlavour('one', { Dockerfile: `FROM ${image}\n` });
    expect((await find()).moved).toHaveLength(1);
    expect((await find(AbortSignal.abort())).moved).toEqual([]);
  });
});
