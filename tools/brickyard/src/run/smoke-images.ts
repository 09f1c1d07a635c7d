import { keyTag } from '../key/image-key';
import type { KeyedImage } from '../plan/key-images';
import {
  runChecks,
  type SmokeRequest,
  type SmokeResult,
} from '../smoke/run-checks';
import type { Workspace } from '../workspace/workspace';
import { localName } from './published-name';
import type { Reporter } from './reporter';
import type { Outcome } from './schedule';
import type { Services } from './services';
import { trustCertificates } from './trust-certificates';

export interface SmokeContext {
  workspace: Workspace;
  /** Seconds for the checks with Spark, of each image. */
  timeout: number;
  reporter: Reporter;
  signal?: AbortSignal;
}

/** One after the other: each Spark takes all cores. Ends early only when interrupted. */
export async function smokeImages(
  images: readonly KeyedImage[],
  context: SmokeContext,
  services: Services,
): Promise<Map<string, Outcome<SmokeResult>>> {
  const { reporter, signal } = context;
  const outcomes = new Map<string, Outcome<SmokeResult>>();
  for (const image of images) {
    signal?.throwIfAborted();
    reporter.status(image.id, 'Apache Spark');
    try {
      const result = await smokeImage(image, context, services);
      outcomes.set(image.id, { state: 'done', result });
    } catch (error) {
      outcomes.set(image.id, { state: 'failed', error });
    }
    reporter.settle(image.id);
  }
  return outcomes;
}

function smokeImage(
  image: KeyedImage,
  context: SmokeContext,
  { engine }: Services,
): Promise<SmokeResult> {
  const { workspace, timeout, reporter, signal } = context;
  const { options } = workspace;
  return runChecks(engine, {
    image: localName(image, options, keyTag(image.key)),
    runtime: image.runtime,
    languages: image.flavour.definition.languages ?? [],
    download: downloadWay(workspace),
    timeout,
    onDownload: (version) =>
      reporter.line(
        image.id,
        `downloads Apache Spark ${version}, once for this engine`,
      ),
    signal,
  });
}

function downloadWay({
  options,
  certificates,
}: Workspace): SmokeRequest['download'] {
  const files = trustCertificates(certificates)?.files;
  const bundle = files?.['brickyard-ca-certificates'];
  return {
    index: options.mirrors.pip,
    certificates: bundle && Buffer.from(bundle).toString(),
    // What reaches the index while an image is built reaches it here.
    network: options.buildNetwork ?? 'bridge',
  };
}
