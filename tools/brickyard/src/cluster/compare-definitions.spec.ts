import type { ClusterFile } from './cluster-file-names';
import { compareDefinitions, describeApply } from './compare-definitions';
import { renderDefinition } from './render-definition';
import { testCluster, type TestClusterChange } from './testing/test-cluster';

const files = (change?: TestClusterChange) =>
  renderDefinition(testCluster(change));
const withPool = { definition: { pool: {} } };
const nextImage = { tag: 'k-4567', digest: `sha256:${'f'.repeat(64)}` };

function say(
  before: readonly ClusterFile[],
  after: readonly ClusterFile[],
): string | undefined {
  const change = compareDefinitions(before, after);
  return change && describeApply(change);
}

describe('compareDefinitions', () => {
  it.each<[string, TestClusterChange, TestClusterChange, string]>([
    ['nothing', {}, {}, 'as before; on apply: nothing'],
    [
      'an image',
      {},
      { image: nextImage },
      'cluster (spark_env_vars, docker_image), policy changed; on apply: edited policy, restart',
    ],
    [
      'an image under a tag that moves',
      { options: { imageTag: 'floating' } },
      { options: { imageTag: 'floating' }, image: nextImage },
      'as before; on apply: nothing',
    ],
    [
      'an image, with a pool',
      withPool,
      { ...withPool, image: nextImage },
      'cluster (spark_env_vars, docker_image), policy, pool changed; on apply: new pool, edited policy, restart',
    ],
    [
      'the node type of a pool, which the cluster does not name',
      withPool,
      { definition: { pool: {}, nodeType: 'Standard_E8ds_v5' } },
      'pool changed; on apply: new pool, restart',
    ],
    [
      'the size of a pool',
      withPool,
      { definition: { pool: { minIdle: 2 } } },
      'pool changed; on apply: edited pool',
    ],
    [
      'that there is a pool',
      {},
      withPool,
      'cluster (node_type_id), pool changed; on apply: new pool, restart',
    ],
    [
      'that there is no pool',
      withPool,
      {},
      'cluster (node_type_id), pool changed; on apply: removed pool, restart',
    ],
    [
      'the number of workers',
      { definition: { workers: 2 } },
      {},
      'cluster (num_workers, autoscale) changed; on apply: resize',
    ],
    [
      'workers and more',
      { definition: { workers: 2 } },
      { definition: { tags: { team: 'a' } } },
      'cluster (num_workers, autoscale, custom_tags) changed; on apply: restart',
    ],
    [
      'when it ends',
      {},
      { definition: { autoterminationMinutes: 30 } },
      'cluster (autotermination_minutes) changed; on apply: restart',
    ],
    [
      'the name of the policy alone',
      {},
      { definition: { policy: 'shared' } },
      'policy changed; on apply: edited policy',
    ],
  ])('says what is to come of %s', (_what, before, after, expected) => {
    expect(say(files(before), files(after))).toBe(expected);
  });

  it('does not mind how it was written', () => {
    const minified = files().map(({ name, text }) => ({
      name,
      text: name.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : '',
    }));
    expect(say(minified, files())).toBe('as before; on apply: nothing');
  });

  it.each(['{', 'null', '"text"', ''])(
    'compares with nothing that it cannot read: %j',
    (text) => {
      const broken = files().map((file) => ({ ...file, text }));
      expect(compareDefinitions(broken, files())).toBeUndefined();
    },
  );

  it('compares with nothing that lacks a part', () => {
    const part = files().filter(({ name }) => name !== 'policy.json');
    expect(compareDefinitions(part, files())).toBeUndefined();
    expect(compareDefinitions([], files())).toBeUndefined();
  });
});
