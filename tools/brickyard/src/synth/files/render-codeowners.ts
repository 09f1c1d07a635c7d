import type { SynthInput } from '../model/synth-input';

/**
 * The owners of everything first, then those of each package, since the last line
 * that matches counts. Nothing where no owner is named.
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
