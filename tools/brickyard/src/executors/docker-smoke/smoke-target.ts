import { renderPlan } from '../../report/render-plan';
import { renderSmoke, renderSmokeJson } from '../../report/render-smoke';
import {
  applySmoke,
  planSmoke,
  type SmokePlan,
  type SmokeRun,
} from '../../run/smoke/smoke-images';
import type { Target, TargetOptions } from '../define-target';
import { resultsOf } from '../flavour-result';

/** What `schema.json` lets a user set. */
export interface SmokeOptions extends TargetOptions {
  /** Seconds for each image. */
  timeout?: number;
  force?: boolean;
}

const defaultTimeout = 300;

export const smokeTarget: Target<SmokeOptions, SmokePlan, SmokeRun> = {
  plan: (place) => {
    const { timeout = defaultTimeout, force } = place.options;
    const services = place.services();
    const { credentials } = services;
    return planSmoke({ ...place, timeout, force, credentials }, services);
  },
  faultsOf: ({ prepared }) => prepared.faults,
  show: ({ provision }) => provision && renderPlan(provision.prepared.plan),
  apply: (plan, { services, reporter }) =>
    applySmoke(plan, services(), reporter),
  render: ({ images, outcomes }, { flavours, options }) =>
    resultsOf(flavours, (name) => {
      const own = images.filter(({ flavour }) => flavour.name === name);
      const success = own.every(({ id }) => {
        const outcome = outcomes.get(id);
        return outcome?.state === 'done' && outcome.result.record.ok;
      });
      const part = { images: own, outcomes };
      const summary = options.json ? renderSmokeJson(part) : renderSmoke(part);
      return { success, summary };
    }),
};
