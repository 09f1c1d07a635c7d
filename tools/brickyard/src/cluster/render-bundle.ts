import { stringify } from 'yaml';

import type { Cluster } from './cluster';
import { clusterBody, newCluster } from './cluster-body';

/** A fragment that `include` of a `databricks.yml` takes: a cluster for people. */
export function renderBundle(cluster: Cluster): string {
  const resources = {
    clusters: { [bundleKey(cluster)]: clusterBody(cluster) },
  };
  return renderYaml(cluster, { resources });
}

/**
 * The same for jobs: `new_cluster: ${var.popeye_dbr17_3}`. A bundle has no
 * resource for a cluster that lives as long as its job.
 */
export function renderJobBundle(cluster: Cluster): string {
  const variable = {
    description: `new_cluster of a job on ${cluster.flavour}, ${cluster.line}`,
    type: 'complex',
    default: newCluster(cluster),
  };
  return renderYaml(cluster, { variables: { [bundleKey(cluster)]: variable } });
}

/** `popeye_dbr17_3`: dots and dashes mean something in `${var.…}`. */
function bundleKey({ name }: Cluster): string {
  return name.replaceAll(/[^A-Za-z0-9]+/g, '_');
}

function renderYaml({ image }: Cluster, content: object): string {
  const { url, keyUrl, floatingUrl } = image;
  const floatingHint =
    floatingUrl === keyUrl
      ? []
      : [`# ${floatingUrl} is always the latest at start`];
  const comment = image.isFloating
    ? `# ${image.floatingUrl}: whatever it stands for when a cluster starts; now ${image.digest}`
    : [`# ${url} is ${image.digest}`, ...floatingHint].join('\n');
  return `${comment}\n${stringify(content, { lineWidth: 0 })}`;
}
