import { type RegistryLogin, stepsAt } from '../../login/registry-login';
import type { Job, Pipeline } from '../../model/pipeline';
import { renderYaml } from '../../model/render-yaml';
import type { SynthInput } from '../../model/synth-input';
import type { Provider } from '../../provider/provider';

/** A CI service that only specs have: one file, with a list of commands for each job. */
export const forgeProvider: Provider = {
  id: 'forge',
  name: 'Forge CI',
  isDefault: false,
  listFiles: (pipelines) => [
    {
      path: '.forge/ci.yml',
      render: (input, login) => renderForge(pipelines, input, login),
    },
  ],
};

function renderForge(
  pipelines: readonly Pipeline[],
  input: SynthInput,
  login: RegistryLogin,
): string {
  const jobs = pipelines.flatMap(({ id, jobs: own }) =>
    own.map((job) => [`${id}/${job.id}`, renderJob(job, input, login)]),
  );
  return renderYaml(Object.fromEntries(jobs) as object);
}

function renderJob(job: Job, { ci }: SynthInput, login: RegistryLogin): object {
  const isIn = job.login === true;
  const before = isIn
    ? (stepsAt('forge', login)?.render(login.facts, ci) ?? [])
    : [];
  const commands = job.steps.flatMap((step) =>
    'run' in step ? [{ run: step.run }] : [],
  );
  return {
    ...(isIn && { secrets: login.method.secrets }),
    steps: [{ run: 'npm ci' }, ...before, ...commands],
  };
}
