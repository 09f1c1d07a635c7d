import { isBrickyardError } from '../../errors';
import { parseReference } from '../../reference/parse-reference';

/** `acme.azurecr.io/data/base:1` → `base` and `1`; nothing of what is no reference. */
export function splitImage(image: string): { last: string; tag: string } {
  try {
    const { repository, tag = 'latest' } = parseReference(image);
    return { last: repository.split('/').at(-1) ?? '', tag };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return { last: '', tag: '' };
  }
}
