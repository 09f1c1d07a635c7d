import { isBrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import type { Repository } from '../registry/registry';
import type { Contents } from '../versioning/contents';
import { parseCycloneDx } from '../versioning/parse-cyclonedx';
import { SBOM_TYPE } from './push-sbom';
import type { Services } from './services';

/**
 * What the SBOM beside a published image says, so that nothing is pulled.
 * `undefined` without one that tells of the whole image; a damaged one costs
 * a warning and a pull.
 */
export async function readSbomSide(
  name: string,
  at: Repository,
  digest: string,
  { registry, warn }: Services,
): Promise<Contents | undefined> {
  try {
    const found = await registry.listReferrers(at, digest, SBOM_TYPE);
    for (const { digest: sbom } of found) {
      const artifact = await registry.getReferrer(at, sbom);
      if (artifact === undefined) continue;
      const file = `SBOM ${sbom.slice(0, 19)} of ${name}`;
      const text = Buffer.from(artifact.bytes).toString();
      const groups = parseCycloneDx(
        parseJson(text, file, 'INVENTORY_INVALID'),
        file,
      );
      // One that others made lists what they look for.
      if (!groups.some(({ ecosystem }) => ecosystem === 'system')) continue;
      const source = 'its SBOM in the registry';
      return { name, source, groups, isPartial: false, size: null };
    }
  } catch (error) {
    if (!isBrickyardError(error) || error.code === 'INTERRUPTED') throw error;
    warn(`${name}: its SBOM is not used: ${error.message}`);
  }
  return undefined;
}
