import { packContext } from '../../context/pack';
import { handOverStage, type StageFolder } from '../../dockerfile/hand-over';
import type { SecretMounts } from '../../dockerfile/mount-secrets';
import { shortenStep } from '../../engine/build/shorten-step';
import type {
  BuildEvent,
  BuildRequest,
  CredentialsFor,
} from '../../engine/engine';
import { isReportable } from '../../errors';
import { renderLabels, runtimeLabels } from '../../key/image-labels';
import { type KeyedImage, platform } from '../../plan/key-images';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Options } from '../../workspace/options';
import { type Bases, placeBaseError } from '../bases/resolve-bases';
import {
  localTags,
  publishedName,
  repositoryOf,
} from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { withMirrorHint } from './mirror-hint';
import {
  inOriginalLines,
  pinDockerfile,
  type PinRequest,
} from './pin-dockerfile';
import type { CertificateTrust } from './trust-certificates';

export interface BuildContext {
  options: Options;
  bases: Bases;
  /** What a FROM line becomes for a parent, by image id. */
  parentReferences: ReadonlyMap<string, string>;
  /** The profile's certificates, for every step. */
  trust?: CertificateTrust;
  /** Value of each build secret, by id. */
  secrets: Readonly<Record<string, Uint8Array>>;
  /** Secrets that steps of a stage get though its Dockerfile does not name them. */
  mounts?: SecretMounts;
  credentials: CredentialsFor;
  reporter: Reporter;
  signal?: AbortSignal;
}

/**
 * Builds one image and tags it in the engine: by key, by runtime, and `latest`
 * for the flavour's first runtime. All tags appear at once, at the end.
 */
export async function buildImage(
  image: KeyedImage,
  context: BuildContext,
  services: Services,
): Promise<void> {
  const { options } = context;
  const request = {
    ...describeBuild(image, context),
    labels: {
      ...runtimeLabels(image.runtime),
      ...renderLabels({
        flavour: image.flavour.name,
        runtime: image.runtime.name,
        key: image.key,
        parts: image.parts,
      }),
    },
    tags: localTags(image, options),
    cacheFrom: await findCacheSource(image, options, services),
  };
  await explained(image, context, (onEvent) =>
    services.engine.buildImage(request, onEvent),
  );
}

/**
 * Builds no image, and hands over the texts of the files in a folder of a stage, by
 * their path in it; none where the stage has no such folder.
 */
export function buildFiles(
  image: KeyedImage,
  handsOver: StageFolder,
  context: BuildContext,
  { engine }: Services,
): Promise<ReadonlyMap<string, string>> {
  const request = {
    ...describeBuild(image, { ...context, handsOver }),
    target: handOverStage,
  };
  return explained(image, context, (onEvent) =>
    engine.buildFiles(request, onEvent),
  );
}

async function explained<Result>(
  image: KeyedImage,
  { trust, reporter, bases }: BuildContext,
  run: (onEvent: (event: BuildEvent) => void) => Promise<Result>,
): Promise<Result> {
  try {
    return await run((event) => reportBuildEvent(image.id, event, reporter));
  } catch (thrown) {
    const placed = placeBaseError(thrown, image, bases);
    const error = withMirrorHint(placed, image);
    throw trust ? inOriginalLines(error, image) : error;
  }
}

function describeBuild(
  image: KeyedImage,
  context: BuildContext & Pick<PinRequest, 'handsOver'>,
): BuildRequest {
  const { options, trust, secrets, credentials, signal } = context;
  const { flavour, context: entries } = image;
  const { folder, path: name } = flavour;
  const { use } = image;
  const pinned = pinDockerfile(image, { ...context, extension: trust });
  const packed = { folder, name, entries, uses: use.context };
  return {
    context: packContext({ ...packed, dockerfile: pinned.text }),
    dockerfile: 'Dockerfile',
    dockerfileSource: { file: `${name}/Dockerfile`, text: pinned.source },
    platform,
    target: flavour.definition.target,
    // What image.ts says of a mirror wins, and is in the key.
    buildArgs: { ...image.mirrorArgs, ...image.buildArgs },
    network: options.buildNetwork,
    labels: {},
    tags: [],
    cacheFrom: [],
    secrets: Object.fromEntries(
      use.secretIds.flatMap((id) => secretEntry(id, secrets)),
    ),
    extension: trust,
    credentials,
    signal,
  };
}

function secretEntry(
  id: string,
  secrets: Readonly<Record<string, Uint8Array>>,
): [string, Uint8Array][] {
  const value = secrets[id];
  return value === undefined ? [] : [[id, value]];
}

/** The flavour's last published image, whose layers may be reused. */
async function findCacheSource(
  image: KeyedImage,
  options: Options,
  { registry }: Services,
): Promise<string[]> {
  if (!options.floatingTags) return [];
  const tag = runtimeTag(image.runtime);
  try {
    const head = await registry.headManifest(repositoryOf(image, options), tag);
    return head === undefined ? [] : [publishedName(image, options, tag)];
  } catch (error) {
    // Without a registry the build is slower, not wrong.
    if (isReportable(error)) return [];
    throw error;
  }
}

/** So that a line fits a terminal. */
const longestStep = 110;

function reportBuildEvent(
  id: string,
  event: BuildEvent,
  reporter: Reporter,
): void {
  if (event.type === 'log') return reporter.line(id, `  ${event.line}`);
  if (event.type === 'warning')
    return reporter.line(id, `warning: ${event.message}`);
  const seconds =
    event.seconds === undefined ? '' : ` ${event.seconds.toFixed(1)}s`;
  const name = shortenStep(event.name, longestStep);
  if (event.state === 'started') reporter.status(id, name);
  if (event.state === 'started' || name.startsWith('[internal]')) return;
  reporter.line(id, `${event.state.toUpperCase()}${seconds} ${name}`);
}
