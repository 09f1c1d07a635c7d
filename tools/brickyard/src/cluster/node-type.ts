/** `m6gd.xlarge`, `a1.large`: a `g` after the generation stands for Graviton. */
const GRAVITON = /^(?:a1|[a-z]+\d+[a-z]*g[a-z]*)\./;
/**
 * `Standard_D8pds_v5`: a small `p` after the number of cores.
 * https://learn.microsoft.com/en-us/azure/virtual-machines/vm-naming-conventions
 */
const AZURE_ARM = /^Standard_[A-Z]+\d+(?:-\d+)?[a-z]*p[a-z]*(?:_|$)/;

/** Node types that cannot run linux/amd64 images, judging by the name. */
export function isArmNode(nodeType: string): boolean {
  return GRAVITON.test(nodeType) || AZURE_ARM.test(nodeType);
}
