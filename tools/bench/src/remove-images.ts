import type { BenchEngine } from './bench-engine';

/** Every name that the bench gave to an image in the machine's own engine. */
export function removeImages({ docker }: BenchEngine, registry: string): void {
  const names = docker('images', '--format', '{{.Repository}}:{{.Tag}}');
  const prefixes = ['benchlocal/', 'benchbake/', 'benchnx/', `${registry}/`];
  const ours = names
    .split('\n')
    .filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  if (ours.length > 0) docker('rmi', '--force', ...ours);
}
