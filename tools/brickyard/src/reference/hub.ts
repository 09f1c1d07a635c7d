/** What Docker Hub is called in references. */
export const DOCKER_HUB = 'docker.io';

/** Where Docker Hub's registry answers; `docker.io` itself is a web site. */
const DOCKER_HUB_HOST = 'registry-1.docker.io';

const ALIASES: readonly string[] = [
  'index.docker.io',
  DOCKER_HUB_HOST,
  'registry.hub.docker.com',
];

export function canonicalRegistry(host: string): string {
  return ALIASES.includes(host) ? DOCKER_HUB : host;
}

/** Docker's rule for the first component: `team/x` is a path, `Host/x` is not. */
export function isRegistryName(component: string): boolean {
  return (
    component === 'localhost' ||
    /[.:]/.test(component) ||
    component !== component.toLowerCase()
  );
}

/** The host to speak HTTP with for a canonical registry name. */
export function registryHost(registry: string): string {
  return registry === DOCKER_HUB ? DOCKER_HUB_HOST : registry;
}
