import { type BrickyardError, isBrickyardError } from '../../errors';
import { faultsError } from '../../plan/fault';
import type { KeyedImage } from '../../plan/key-images';
import { spreadFaults } from '../../plan/spread-faults';
import type { Services } from '../shell/services';
import { readSecrets } from '../sources/read-secrets';
import { refusalOf, type RunPlan } from './run-plan';

/** What builds need that is read before the first one begins. */
export interface RunInputs {
  /** By image id, then by the secret's. */
  secrets: ReadonlyMap<string, Record<string, Uint8Array>>;
  /** Why an image cannot be built, by its id. */
  faults: ReadonlyMap<string, BrickyardError>;
}

/** Throws what is wrong when no image is left to build. */
export async function readRunInputs(
  plan: RunPlan,
  services: Services,
): Promise<RunInputs> {
  const builds = plan.tasks
    .filter(({ action }) => action === 'build')
    // What has no lock has no files to check either.
    .filter((task) => refusalOf(plan, task) === undefined)
    .map(({ image }) => image);
  const faults = new Map<string, BrickyardError>();
  const secrets = new Map<string, Record<string, Uint8Array>>();
  // Its parsers take 25 ms to load, which a run without builds need not pay.
  const { checkInputs } =
    builds.length > 0
      ? await import('../sources/check-inputs')
      : { checkInputs: undefined };
  for (const images of groupByFlavour(builds)) {
    try {
      checkInputs?.(images, services);
      for (const entry of readValues(images, plan)) secrets.set(...entry);
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      for (const { id } of images) faults.set(id, error);
    }
  }
  const errors = [...faults.values()].map((error) => ({ error }));
  const all = faultsError(errors);
  const images = plan.tasks.map(({ image }) => image);
  const spread = spreadFaults(images, { broken: new Map(), faults });
  if (all !== undefined && spread.size === images.length) throw all;
  return { secrets, faults };
}

function readValues(images: readonly KeyedImage[], { request }: RunPlan) {
  const { workspace, environment } = request;
  return readSecrets(images, workspace.root, environment);
}

function groupByFlavour(images: readonly KeyedImage[]): KeyedImage[][] {
  const groups = new Map<string, KeyedImage[]>();
  for (const image of images) {
    const { name } = image.flavour;
    groups.set(name, [...(groups.get(name) ?? []), image]);
  }
  return [...groups.values()];
}
