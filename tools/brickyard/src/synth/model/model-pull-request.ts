import { groupImages, listParents } from './image-groups';
import { modelCheck } from './model-check';
import type { Job, JobCommand, KeepRecords } from './pipeline';
import type { SynthInput } from './synth-input';

const plan: JobCommand = {
  name: 'Plan',
  run: 'npx brickyard plan --markdown',
  needs: 'registry',
};
const report: JobCommand = {
  name: 'Report',
  run: 'npx brickyard report --base=$NX_BASE --markdown --output=dist/report.md',
  needs: 'registry',
  always: true,
};
const comment: JobCommand = {
  name: 'Comment',
  run: 'npx brickyard comment --file=dist/report.md',
  needs: 'host',
  always: true,
};

/** Commits from outside the repository are built and tested, but nothing is pushed. */
const fork: Job = {
  id: 'fork',
  trust: 'foreign',
  after: ['check'],
  steps: [plan, testStep(), report, comment].map(withoutCredentials),
};

/**
 * Images are pushed before they are tested, since a pass is stored beside the
 * image. The publishing run finds both by the image's key.
 */
export function modelPullRequest(input: SynthInput): Job[] {
  const check = modelCheck('npx nx affected', input.ci);
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

/** One machine builds the parents; the others pull them from the registry. */
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
    steps: [plan, pushStep(children.join(',')), keepRecords('parents')],
  };
  const groups = groupImages(packages, ci.machines ?? 1);
  const images: Job = {
    id: 'images',
    ...own,
    after: ['parents'],
    groups,
    steps: [pushStep('$OTHERS'), testStep('$OTHERS'), keepRecords('$GROUP')],
  };
  const told: Job = {
    id: 'report',
    ...own,
    after: ['images'],
    always: true,
    writes: ['pull-requests'],
    steps: [
      {
        name: 'Take records',
        take: 'records',
        // Parents last: where two machines have a record, theirs is of the build.
        machines: [...groups.map(({ id }) => id), 'parents'],
      },
      report,
      comment,
    ],
  };
  return [parents, images, told];
}

function pushStep(others?: string): JobCommand {
  const run = 'npx nx affected -t docker-push --channel=pr-$PULL_REQUEST';
  return {
    name: 'Build and push',
    run: leaveOut(run, others),
    needs: 'registry',
  };
}

function testStep(others?: string): JobCommand {
  const run = 'npx nx affected -t docker-test';
  return { name: 'Test', run: leaveOut(run, others), needs: 'registry' };
}

/** Keeps how long builds took and what tests found for the machine that reports. */
function keepRecords(machine: string): KeepRecords {
  return { name: 'Keep records', keep: 'records', machine };
}

function leaveOut(run: string, others?: string): string {
  return others ? `${run} --exclude=${others}` : run;
}

function withoutCredentials({ name, run, always }: JobCommand): JobCommand {
  return { name, run, ...(always && { always }) };
}
