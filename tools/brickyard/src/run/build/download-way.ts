import type { Workspace } from '../../workspace/workspace';
import { trustCertificates } from './trust-certificates';

/** How a container gets packages: as a step of a build does. */
export interface DownloadWay {
  /** In place of the index that the image names. */
  index?: string;
  /** PEM, including the public roots. */
  certificates?: string;
  network: 'host' | 'bridge';
}

export function downloadWay({ options, certificates }: Workspace): DownloadWay {
  const files = trustCertificates(certificates)?.files;
  const bundle = files?.['brickyard-ca-certificates'];
  return {
    index: options.mirrors.pip,
    certificates: bundle && Buffer.from(bundle).toString(),
    // What reaches the index while an image is built reaches it here.
    network: options.buildNetwork ?? 'bridge',
  };
}
