import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';

/** For specs: what the official schema, which the library brings along, has against an SBOM. */
export async function validateSbom(text: string): Promise<unknown> {
  return new JsonStrictValidator(Version.v1dot6).validate(text);
}
