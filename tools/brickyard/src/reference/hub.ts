/** What Docker Hub is called in references. */
export const DOCKER_HUB = 'docker.io';

/** Where Docker Hub's registry answers; `docker.io` itself is a web site. */
const DOCKER_HUB_HOST = 'registry-1.docker.io';

/** The key `docker login` writes for Docker Hub, kept since its first API. */
const DOCKER_HUB_LOGIN = 'https://index.docker.io/v1/';

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

/**
 * The keys under which `~/.docker/config.json` may hold credentials for a
 * canonical registry, the usual one first. Exact keys only: a match by suffix
 * would hand a password to a foreign host.
 */
export function credentialKeys(registry: string): string[] {
  const hosts = registry === DOCKER_HUB ? [DOCKER_HUB, ...ALIASES] : [registry];
  const keys = hosts.flatMap((host) => [
    host,
    `https://${host}`,
    ...['/', '/v1/', '/v2/'].map((path) => `https://${host}${path}`),
    `http://${host}`,
  ]);
  const first = registry === DOCKER_HUB ? [DOCKER_HUB_LOGIN] : [];
  return [...new Set([...first, ...keys])];
}
