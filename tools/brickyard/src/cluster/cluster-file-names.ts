/** Every file that may lie beside `image.json`; named apart from the renderers, which load a YAML library. */
export const clusterFileNames = [
  'cluster.json',
  'cluster.tfvars.json',
  'cluster.bundle.yml',
  'job-cluster.bundle.yml',
  'policy.json',
  'policy.bundle.yml',
  'pool.json',
  'pool.bundle.yml',
] as const;

export type ClusterFileName = (typeof clusterFileNames)[number];

/** A file of an image's definition. */
export interface ClusterFile {
  name: ClusterFileName;
  text: string;
}
