import type { ParsedDockerfile } from './parsed-dockerfile';
import type { Replacement } from './rewrite-dockerfile';

/** Build secrets for the steps of one stage. */
export interface SecretMounts {
  /** Lower-case. */
  stage: string;
  secretIds: readonly string[];
}

/** Adds mounts to each RUN of a stage: at `/run/secrets/<id>`, as without a target. */
export function mountSecrets(
  { stages }: ParsedDockerfile,
  { stage, secretIds }: SecretMounts,
): Replacement[] {
  const flags = secretIds.map((id) => ` --mount=type=secret,id=${id}`).join('');
  if (flags === '') return [];
  const named = stages.filter(({ name }) => name === stage);
  return named
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'RUN')
    .map(({ range: [, end] }) => ({ range: [end, end], text: flags }));
}
