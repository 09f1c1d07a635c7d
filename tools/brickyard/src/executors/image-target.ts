import { renderPlan } from '../report/render-plan';
import { renderRun } from '../report/render-run';
import { warnOfStaleLocks } from '../run/locks/check-locks';
import { warnOfUnlocked } from '../run/locks/list-unlocked';
import { applyRun } from '../run/make/apply-run';
import { planRun, warnOfMissingRepositories } from '../run/make/plan-run';
import type { RunPlan } from '../run/make/run-plan';
import type { RunResult } from '../run/make/run-result';
import { warnOfOutside } from '../run/plan/warn-of-outside';
import type { Target, TargetOptions, TargetPlace } from './define-target';
import { type FlavourResults, resultsOf } from './flavour-result';
import { readChannel } from './read-channel';

/** What the `schema.json` of either docker target lets a user set. */
export interface ImageOptions extends TargetOptions {
  /** Only for a push. */
  channel?: string | number;
  load?: boolean;
}

type Place = TargetPlace<ImageOptions>;

/** docker-build and docker-push. A push builds what neither engine nor registry have. */
export function imageTarget(
  push: boolean,
): Target<ImageOptions, RunPlan, RunResult> {
  return {
    writes: push,
    plan: (place) => planImages(place, push),
    faultsOf: ({ prepared }) => prepared.faults,
    show: (plan, { options, reporter }) => {
      const { images } = plan.prepared;
      if (options.dryRun) {
        warnOfStaleLocks(plan.prepared, reporter.warn);
        warnOfUnlocked(plan.prepared, reporter.warn);
        warnOfMissingRepositories(plan, reporter.warn);
      }
      warnOfOutside(images, reporter.warn);
      return renderPlan(plan.prepared.plan);
    },
    apply: (plan, { services, reporter }) =>
      applyRun(plan, services(), reporter),
    render: (result, place) =>
      splitResult(result, place, !push && !place.options.load),
  };
}

function planImages(place: Place, push: boolean): Promise<RunPlan> {
  const { workspace, flavours, runtimes, options, parallel } = place;
  const { environment, signal } = place;
  const channel = readChannel(options.channel);
  const services = place.services();
  const { credentials } = services;
  return planRun(
    {
      ...{ workspace, flavours, runtimes, push, channel, parallel },
      ...{ load: options.load, environment, credentials, signal },
    },
    services,
  );
}

/** An image that was only built for a child is reported with the first flavour. */
function splitResult(
  { plan, images, outcomes }: RunResult,
  { flavours }: Place,
  isLeftThere: boolean,
): FlavourResults {
  const remote = new Set(isLeftThere ? listRemote(plan) : []);
  const isOf = (name: string, flavour: string, index: number) =>
    flavour === name || (index === 0 && !flavours.includes(flavour));
  return resultsOf(flavours, (name, index) => {
    const own = images.filter(({ flavour }) => isOf(name, flavour.name, index));
    const success = own
      .filter(({ flavour }) => flavour.name === name)
      .every(({ id }) => outcomes.get(id)?.state === 'done');
    return { success, summary: renderRun({ images: own, outcomes, remote }) };
  });
}

/** Ids of images that only the registry has: a build of nothing leaves them there. */
function listRemote({ images }: RunResult['plan']): string[] {
  return images
    .filter(({ foundIn }) => foundIn === 'registry')
    .map(({ flavour, runtime }) => `${flavour}@${runtime}`);
}
