/** Every file that may lie beside `image.json`; named apart from the renderers, which load a YAML library. */
export const clusterFileNames = [
  'cluster.json',
  'cluster.tfvars.json',
  'cluster.bundle.yml',
  'job-cluster.bundle.yml',
  'policy.json',
  'pool.json',
] as const;

export type ClusterFileName = (typeof clusterFileNames)[number];
