import type { ClusterDefinition } from '../../flavour/cluster-definition';
import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import type { Runtime } from '../../runtime/schema';
import type { ClusterOptions } from '../../workspace/cluster-options';
import { type Cluster, makeCluster } from '../cluster';

/** 64 hex digits, as a registry writes them. */
export const testDigest = `sha256:${'0123456789abcdef'.repeat(4)}`;

export interface TestClusterChange {
  definition?: Partial<ClusterDefinition>;
  options?: ClusterOptions;
  line?: string;
  runtime?: Runtime;
  registry?: string;
  flavour?: string;
  image?: { tag: string; digest: string };
}

/** For specs: `popeye` for 17.3-LTS in an ACR, with what is changed. */
export function testCluster(change: TestClusterChange = {}): Cluster {
  const cluster = tryCluster(change);
  if (cluster === undefined) throw new Error('no cluster starts on that');
  return cluster;
}

export function tryCluster({
  definition,
  options,
  line = '17.3-LTS',
  runtime = findRuntime(builtInRuntimes, line),
  registry = 'team.azurecr.io',
  flavour = 'popeye',
  image = { tag: 'k-0123', digest: testDigest },
}: TestClusterChange = {}): Cluster | undefined {
  return makeCluster({
    flavour: { name: flavour },
    definition: {
      nodeType: 'Standard_D8ds_v5',
      workers: { min: 1, max: 8 },
      ...definition,
    },
    runtime,
    image: {
      reference: {
        registry,
        repository: `clusters/${flavour}`,
        tag: image.tag,
      },
      floatingTag: 'dbr17.3',
      digest: image.digest,
    },
    options: options ?? { registrySecrets: { scope: 'registry' } },
  });
}
