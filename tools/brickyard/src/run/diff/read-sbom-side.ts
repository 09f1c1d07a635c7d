import { isReportable } from '../../errors';
import { parseJson } from '../../parse-json';
import type { Repository } from '../../registry/registry';
import { type Contents, isWholeImage } from '../../versioning/contents';
import { parseCycloneDx } from '../../versioning/parse-cyclonedx';
import { SBOM_TYPE } from '../publish/push-sbom';
import type { Services } from '../shell/services';

/**
 * What the SBOM beside a published image says, so that nothing is pulled.
 * `undefined` without one that tells of the whole image; a damaged one costs
 * a warning, and no more.
 */
export async function readSbomSide(
  name: string,
  at: Repository,
  digest: string,
  { registry, warn }: Pick<Services, 'registry' | 'warn'>,
): Promise<Contents | undefined> {
  const skip = (error: unknown): undefined => {
    if (!isReportable(error)) throw error;
    warn(`${name}: its SBOM is not used: ${error.message}`);
  };
  const listed = registry.listReferrers(at, digest, SBOM_TYPE);
  for (const { digest: sbom } of (await listed.catch(skip)) ?? []) {
    const artifact = await registry.getReferrer(at, sbom).catch(skip);
    if (artifact === undefined) continue;
    const listed = tryParse(artifact.bytes, `SBOM ${sbom}`, skip);
    // One that others made lists what they look for.
    if (listed === undefined || !isWholeImage(listed.groups)) continue;
    const source = 'its SBOM in the registry';
    return { name, source, ...listed, isPartial: false, size: null };
  }
  return undefined;
}

function tryParse(
  bytes: Uint8Array,
  file: string,
  skip: (error: unknown) => undefined,
): Pick<Contents, 'groups' | 'fileSize'> | undefined {
  try {
    const text = Buffer.from(bytes).toString();
    const value = parseJson(text, file, 'INVENTORY_INVALID');
    return parseCycloneDx(value, file);
  } catch (error) {
    return skip(error);
  }
}
