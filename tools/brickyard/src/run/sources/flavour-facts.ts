import type { FlavourFacts } from '../../conformance/rule';
import { findUnmatched } from '../../context/find-unmatched';
import { problemsError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseReference } from '../../reference/parse-reference';
import { readRLists } from '../../requirements/read-r-lists';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { openFolder } from './open-flavour';
import { readPythonLists } from './read-requirements';

/** What rules know about an image's sources. Throws REQUIREMENTS_INVALID for lists that cannot be read. */
export function readFlavourFacts(
  { flavour, buildArgs, externals, use }: ResolvedImage,
  { lock }: Pick<Workspace, 'lock'>,
): FlavourFacts {
  const { name, path, dockerfile, dockerfileText } = flavour;
  const python = readPythonLists(flavour);
  const r = readRLists(openFolder(flavour));
  const problems = [...python.problems, ...r.problems];
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
  return {
    ...{ name, path, dockerfile, dockerfileText, buildArgs },
    ...{ requirements: python.main.requirements, rPackages: r.packages },
    unmatched: findUnmatched({ ...flavour, uses: use.context }),
    externals: externals.map(({ image, line }) => ({
      ...{ image, line },
      digest: lock[lockName(parseReference(image))],
    })),
  };
}
