import type { CredentialsFor } from '../../engine/engine';
import type { BuildPlan, ImagePlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import { buildImage } from '../build/build-image';
import { placeParents } from '../build/place-parents';
import { settleInEngine } from '../build/settle-in-engine';
import { type Trust, trustCertificates } from '../build/trust-certificates';
import { refuseStaleLocks } from '../locks/check-locks';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import { publishImage } from '../publish/publish-image';
import type { PushedImage } from '../publish/push-image';
import { recordBuild } from '../records/build-record';
import type { ImageRecord } from '../records/image-record';
import { recordInventory } from '../records/record-inventory';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { readSecrets } from '../sources/read-secrets';
import { imagesToRun, isBuild } from './images-to-run';

export interface RunRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only images for these runtime lines. */
  runtimes?: readonly string[];
  /** Publish what was built or found. */
  push: boolean;
  /** Publish under `<channel>-…` and leave floating tags alone. */
  channel?: string;
  /** Bring images that only the registry has into the engine. */
  load?: boolean;
  /** Ids of images that somebody else looks into, and writes down what they contain. */
  withoutInventory?: ReadonlySet<string>;
  /** Images built at once. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}

export interface ImageResult {
  action: ImagePlan['action'];
  /** What building took, without publishing. */
  seconds: number;
  pushed?: PushedImage;
  record?: ImageRecord;
}

export interface RunResult {
  plan: BuildPlan;
  images: readonly KeyedImage[];
  outcomes: ReadonlyMap<string, Outcome<ImageResult>>;
}

/**
 * Plans, then builds and publishes in graph order. Input errors throw before
 * anything is built; what goes wrong with one image, its lock included, is in
 * its outcome.
 */
export async function runImages(
  request: RunRequest,
  services: Services,
  reporter: Reporter,
  onPlan: (prepared: PreparedPlan) => void = () => undefined,
): Promise<RunResult> {
  const prepared = await preparePlan(request, services);
  const images = imagesToRun(prepared, request.flavours);
  onPlan(prepared);
  const { workspace } = request;
  const refused = refuseStaleLocks({ images, all: prepared.images, workspace });
  const builds = images.filter((image) => isBuild(prepared, image));
  if (builds.length > 0) {
    // Its parsers take 25 ms to load, which a run without builds need not pay.
    const { checkInputs } = await import('../sources/check-inputs');
    checkInputs(builds);
  }
  const secrets = readSecrets(
    builds,
    request.workspace.root,
    request.environment,
  );
  const trust = trustCertificates(request.workspace.certificates);
  const run = { request, prepared, services, reporter, secrets, trust };
  const outcomes = await runSchedule<KeyedImage, ImageResult>({
    items: images,
    idOf: ({ id }) => id,
    dependenciesOf: ({ parents }) => parents.map(({ id }) => id),
    limit: request.parallel,
    isLight: ({ id }) =>
      prepared.found.get(id)?.place === 'registry' && !request.load,
    work: (image) => {
      const error = refused.get(image.id);
      return error ? Promise.reject(error) : runImage(image, run);
    },
    onSettled: ({ id }) => reporter.settle(id),
  });
  return { plan: prepared.plan, images, outcomes };
}

interface Run {
  request: RunRequest;
  prepared: PreparedPlan;
  services: Services;
  reporter: Reporter;
  secrets: ReadonlyMap<string, Record<string, Uint8Array>>;
  trust?: Trust;
}

async function runImage(image: KeyedImage, run: Run): Promise<ImageResult> {
  const { request, prepared, services, reporter } = run;
  const { options } = request.workspace;
  const started = performance.now();
  const action = isBuild(prepared, image) ? 'build' : 'reuse';
  const { root } = request.workspace;
  if (action === 'build')
    await recordBuild(image, root, () => build(image, run));
  else await settleInEngine(image, { ...request, prepared, options }, services);
  const seconds = (performance.now() - started) / 1000;
  const isLeft = request.withoutInventory?.has(image.id);
  if (!isLeft && (action === 'build' || isInEngine(image, run))) {
    const context = { root, options, reporter, signal: request.signal };
    await recordInventory(image, context, services);
  }
  const isWanted = request.flavours.includes(image.flavour.name);
  if (!request.push || !isWanted) return { action, seconds };
  return { action, seconds, ...(await publishImage(image, run)) };
}

/** Before this run, or pulled by it. */
function isInEngine({ id }: KeyedImage, { request, prepared }: Run): boolean {
  const place = prepared.found.get(id)?.place;
  return place === 'engine' || (place === 'registry' && request.load === true);
}

async function build(
  image: KeyedImage,
  { request, prepared, services, reporter, secrets, trust }: Run,
): Promise<void> {
  const { options } = request.workspace;
  await buildImage(
    image,
    {
      options,
      bases: prepared.bases,
      parentReferences: placeParents(image, prepared, options),
      trust,
      secrets: secrets.get(image.id) ?? {},
      credentials: request.credentials,
      reporter,
      signal: request.signal,
    },
    services,
  );
}
