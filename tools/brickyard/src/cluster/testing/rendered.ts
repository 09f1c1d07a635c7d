import { parse } from 'yaml';

import type { ClusterFileName } from '../cluster-file-names';
import { renderDefinition } from '../render-definition';
import { testCluster, type TestClusterChange } from './test-cluster';

/** A file of `testCluster`'s definition; `undefined` when it has none of that name. */
export function renderedText(
  name: ClusterFileName,
  change?: TestClusterChange,
): string | undefined {
  const files = renderDefinition(testCluster(change));
  return files.find((file) => file.name === name)?.text;
}

export function renderedJson(
  name: ClusterFileName,
  change?: TestClusterChange,
): never {
  return JSON.parse(renderedText(name, change) ?? 'null') as never;
}

export function renderedYaml(
  name: ClusterFileName,
  change?: TestClusterChange,
): never {
  return parse(renderedText(name, change) ?? 'null') as never;
}
