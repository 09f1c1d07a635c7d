import { checkContext } from '../../context/check-context';
import {
  type ErrorCode,
  type Problem,
  problemsError,
  renderPlace,
} from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { KeyedImage } from '../../plan/key-images';
import type { Services } from '../shell/services';
import { checkPythonSources } from './check-python-sources';
import { checkRPackages } from './check-r-packages';
import { checkRequirementFiles } from './check-requirement-files';

/**
 * What is wrong with images that are about to be built, minutes before the
 * engine, pip or R would tell. Throws CONTEXT_INVALID, REQUIREMENTS_INVALID or
 * R_PACKAGES_INVALID with every bad line; warns of what may be built.
 */
export function checkInputs(
  images: readonly KeyedImage[],
  { now, warn }: Pick<Services, 'now' | 'warn'>,
): void {
  refuse(
    'CONTEXT_INVALID',
    images.flatMap(({ flavour, use, context }) =>
      checkContext(use.context, context, `${flavour.path}/Dockerfile`),
    ),
  );
  const flavours = [...new Set(images.map(({ flavour }) => flavour))];
  const imagesOf = (flavour: Flavour) =>
    images.filter((image) => image.flavour === flavour);
  const lists = flavours.map((flavour) => {
    const runtimes = imagesOf(flavour).map(({ runtime }) => runtime);
    return checkRequirementFiles(flavour, runtimes, now);
  });
  refuse('REQUIREMENTS_INVALID', [
    ...lists.flatMap(({ problems }) => problems),
    ...images.slice(0, 1).flatMap(checkPythonSources),
  ]);
  for (const { place, message } of lists.flatMap(({ warnings }) => warnings))
    warn(`${renderPlace(place)}: ${message}`);
  refuse(
    'R_PACKAGES_INVALID',
    flavours.flatMap((flavour) => {
      const context = imagesOf(flavour).flatMap((image) => image.context);
      return checkRPackages(flavour, context);
    }),
  );
}

function refuse(code: ErrorCode, problems: readonly Problem[]): void {
  if (problems.length > 0) throw problemsError(code, problems);
}
