import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';

/** For specs: the errors that the official schema finds. It comes with the library. */
export async function validateSbom(text: string): Promise<unknown> {
  return new JsonStrictValidator(Version.v1dot6).validate(text);
}
