import { BrickyardError, renderError } from '../../errors';
import type { Options } from '../../workspace/options';

/**
 * Why something is not beside its image. Where tags are immutable, the list of
 * what is beside an image cannot grow: that is the same for all images, and
 * the same words are told once.
 */
export function explainUnlisted(
  error: BrickyardError,
  message: string,
  { registry }: Pick<Options, 'registry'>,
): string {
  const { code } = error;
  if (code !== 'REGISTRY_TAG_IMMUTABLE')
    return `${message}: ${renderError(error)}`;
  const refused = `${registry} keeps the lists under sha256-* as they are: SBOMs and passes that come after the first are stored, but nobody finds them`;
  const hint =
    'exempt sha256-* from the rule that makes tags immutable; images are published without it';
  return renderError(new BrickyardError(code, refused, { hint }));
}
