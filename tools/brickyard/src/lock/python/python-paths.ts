import { mainRequirements } from '../../requirements/package-lists';

/** `locks/17.3-LTS.txt`, or `locks/17.3-LTS.python-lsp.txt`, in the flavour's folder. */
export function lockPath(runtime: string, requirements: string): string {
  const name = requirements
    .slice(0, -mainRequirements.length)
    .replace(/-$/, '');
  return `locks/${runtime}${name && `.${name}`}.txt`;
}

/** Whether a file describes the runtime's own environment, which its pins and the images below are a part of. */
export function isMain(requirements: string): boolean {
  return requirements === mainRequirements;
}
