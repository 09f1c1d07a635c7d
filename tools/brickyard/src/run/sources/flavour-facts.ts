import type { FlavourFacts } from '../../conformance/rule';
import { type Problem, problemsError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseReference } from '../../reference/parse-reference';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { readRequirements } from './read-requirements';
import { readLists } from './requested-r';

/** What rules are told of an image's sources. Throws REQUIREMENTS_INVALID for lists that cannot be read. */
export function readFlavourFacts(
  { flavour, buildArgs, externals }: ResolvedImage,
  { lock }: Pick<Workspace, 'lock'>,
): FlavourFacts {
  const { name, path, dockerfile, dockerfileText } = flavour;
  const { requirements, problems: python } = readRequirements(flavour);
  const r: Problem[] = [];
  const rPackages = readLists(flavour, r);
  const problems = [...python, ...r];
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
  return {
    ...{ name, path, dockerfile, dockerfileText, buildArgs },
    ...{ requirements, rPackages },
    externals: externals.map(({ image, line }) => ({
      ...{ image, line },
      digest: lock[lockName(parseReference(image))],
    })),
  };
}
