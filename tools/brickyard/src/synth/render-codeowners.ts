import type { SynthInput } from './synth-input';

/**
 * Owners of everything, then those of a package: the last line that matches
 * counts. Nothing when nobody is named.
 */
export function renderCodeowners({
  ci,
  packages,
}: SynthInput): string | undefined {
  const owned = packages.filter(({ owners }) => owners.length > 0);
  if (owned.length === 0 && ci.owners === undefined) return undefined;
  const lines = owned.map(
    ({ path, owners }) => `/${path}/ ${owners.join(' ')}`,
  );
  const all = ci.owners ? [`* ${ci.owners.join(' ')}`] : [];
  const rest = packages.filter(({ owners }) => owners.length === 0);
  const note =
    ci.owners === undefined && rest.length > 0
      ? [`# nobody is named for: ${rest.map(({ name }) => name).join(', ')}`]
      : [];
  return [...all, ...lines, ...note, ''].join('\n');
}
