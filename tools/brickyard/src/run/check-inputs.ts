import { checkContext } from '../context/check-context';
import { problemsError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import { checkRequirementFiles } from './check-requirement-files';

/**
 * What is wrong with images that are about to be built, minutes before the
 * engine or pip would tell. Throws CONTEXT_INVALID or REQUIREMENTS_INVALID with
 * every bad line.
 */
export function checkInputs(images: readonly KeyedImage[]): void {
  const missing = images.flatMap(({ flavour, use, context }) =>
    checkContext(use.context, context, `${flavour.path}/Dockerfile`),
  );
  if (missing.length > 0) throw problemsError('CONTEXT_INVALID', missing);
  const flavours = new Set(images.map(({ flavour }) => flavour));
  const problems = [...flavours].flatMap((flavour) => {
    const own = images.filter((image) => image.flavour === flavour);
    const runtimes = own.map(({ runtime }) => runtime);
    return checkRequirementFiles(flavour, runtimes);
  });
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
}
