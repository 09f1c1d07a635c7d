import type { InitPlace } from '../run/init/init-place';
import { type InitAnswers, workspaceName } from '../run/init/plan-init';

/** What a question suggests, and what `--yes` takes. */
export function suggestAnswers(place: InitPlace): InitAnswers {
  return {
    registry: 'docker.io',
    namespace: workspaceName(place),
    languages: 'both',
    ci: suggestCi(place.git.remote ?? ''),
  };
}

function suggestCi(remote: string): string {
  const isAzure = /\b(?:dev\.azure\.com|visualstudio\.com)\b/i.test(remote);
  return isAzure ? 'azure' : 'github';
}
