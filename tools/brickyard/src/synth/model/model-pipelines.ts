import { modelCheck } from './model-check';
import { modelPullRequest } from './model-pull-request';
import type { Job, JobCommand, Pipeline } from './pipeline';
import type { SynthInput } from './synth-input';

/** What happens on a pull request, on the main branch, and every night. */
export function modelPipelines(input: SynthInput): Pipeline[] {
  return [
    { id: 'pull-request', jobs: modelPullRequest(input) },
    { id: 'publish', jobs: modelPublish(input) },
    { id: 'nightly', jobs: [modelNightly(input)] },
  ];
}

/**
 * Publishes every image, not only what the last push changed: so it makes up for a
 * run that failed, and an image that is there already costs one HEAD.
 */
function modelPublish({ ci }: SynthInput): Job[] {
  return [
    modelCheck('npx nx run-many', ci),
    {
      id: 'publish',
      trust: 'all',
      after: ['check'],
      login: true,
      environment: ci.environments?.publish,
      steps: [
        registry('Plan', 'npx brickyard plan --markdown'),
        registry('Test', 'npx nx run-many -t docker-test'),
        registry('Publish', 'npx nx run-many -t docker-push'),
        { name: 'Keep records', keep: 'images' },
      ],
    },
  ];
}

const branch = 'brickyard/nightly';
const title = 'chore: refresh base images and locks';
const failures = 'dist/refresh-failures.json';

/** A step that fails does not stop the others: the proposal says what failed. */
function modelNightly({ ci }: SynthInput): Job {
  const steps: JobCommand[] = [
    registry(
      'Base images',
      `npx brickyard refresh --keep-going --failures=${failures}`,
    ),
    registry('Locks', 'npx nx run-many -t lock --upgrade'),
    registry('Test', 'npx nx run-many -t docker-test'),
    registry(
      'Report',
      'npx brickyard report --base=HEAD --markdown --output=dist/report.md',
    ),
    host(
      'Propose',
      `npx brickyard propose --branch=${branch} --title="${title}" --body-file=dist/report.md`,
    ),
    host('Alert', `npx brickyard alert --failures=${failures}`),
  ];
  return {
    id: 'refresh',
    trust: 'all',
    login: true,
    environment: ci.environments?.nightly,
    writes: ['code', 'pull-requests', 'issues'],
    steps: steps.map((step, at) =>
      at === 0 ? step : { ...step, always: true },
    ),
  };
}

function registry(name: string, run: string): JobCommand {
  return { name, run, needs: 'registry' };
}

function host(name: string, run: string): JobCommand {
  return { name, run, needs: 'host' };
}
