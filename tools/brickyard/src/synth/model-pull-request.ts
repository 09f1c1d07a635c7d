import { groupImages, listParents } from './image-groups';
import type { Job, Step } from './pipeline';
import type { SynthInput } from './synth-input';

const plan: Step = {
  name: 'Plan',
  run: 'npx brickyard plan --markdown',
  needs: 'registry',
};
const report: Step = {
  name: 'Report',
  run: 'npx brickyard report --base=$NX_BASE --markdown --output=dist/report.md',
  needs: 'registry',
  always: true,
};
const comment: Step = {
  name: 'Comment',
  run: 'npx brickyard comment --file=dist/report.md',
  needs: 'host',
  always: true,
};

const check: Job = {
  id: 'check',
  trust: 'all',
  steps: [
    { name: 'Generated files', run: 'npx nx sync:check' },
    { name: 'Lint', run: 'npx nx affected -t lint' },
    { name: 'Locks', run: 'npx nx affected -t lock --check' },
  ],
};

/** A stranger's commits: built and tested on one machine, and nothing leaves it. */
const fork: Job = {
  id: 'fork',
  trust: 'foreign',
  after: ['check'],
  steps: [plan, testStep(), report, comment].map(withoutCredentials),
};

/**
 * Pushed before it is tested: the pass is put beside the image, where the
 * publishing run finds both by the image's key.
 */
export function modelPullRequest(input: SynthInput): Job[] {
  const groups = groupImages(input.packages, input.ci.machines ?? 1);
  const own: Pick<Job, 'trust' | 'login' | 'environment'> = {
    trust: 'own',
    login: true,
    environment: input.ci.environments?.pullRequest,
  };
  if (groups.length > 0) return [check, ...divide(input, own), fork];
  const images: Job = {
    id: 'images',
    ...own,
    after: ['check'],
    writes: ['pull-requests'],
    steps: [plan, pushStep(), testStep(), report, comment],
  };
  return [check, images, fork];
}

/** Parents on one machine, since the others take them from the registry. */
function divide(
  { packages, ci }: SynthInput,
  own: Pick<Job, 'trust' | 'login' | 'environment'>,
): Job[] {
  const below = listParents(packages);
  const children = packages
    .filter(({ name, kind }) => kind === 'cluster image' && !below.has(name))
    .map(({ name }) => name);
  const parents: Job = {
    id: 'parents',
    ...own,
    after: ['check'],
    steps: [plan, pushStep(children.join(','))],
  };
  const images: Job = {
    id: 'images',
    ...own,
    after: ['parents'],
    groups: groupImages(packages, ci.machines ?? 1),
    steps: [pushStep('$OTHERS'), testStep('$OTHERS')],
  };
  const told: Job = {
    id: 'report',
    ...own,
    after: ['images'],
    always: true,
    writes: ['pull-requests'],
    steps: [report, comment],
  };
  return [parents, images, told];
}

function pushStep(others?: string): Step {
  const run = 'npx nx affected -t docker-push --channel=pr-$PULL_REQUEST';
  return {
    name: 'Build and push',
    run: leaveOut(run, others),
    needs: 'registry',
  };
}

function testStep(others?: string): Step {
  const run = 'npx nx affected -t docker-test';
  return { name: 'Test', run: leaveOut(run, others), needs: 'registry' };
}

function leaveOut(run: string, others?: string): string {
  return others ? `${run} --exclude=${others}` : run;
}

function withoutCredentials({ name, run, always }: Step): Step {
  return { name, run, ...(always && { always }) };
}
