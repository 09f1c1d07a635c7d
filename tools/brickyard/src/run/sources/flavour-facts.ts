import type { Fault, FlavourFacts, SourceText } from '../../conformance/rule';
import { checkLists } from '../../conformance/secrets/check-lists';
import { findUnmatched } from '../../context/find-unmatched';
import { type Problem, problemsError } from '../../errors';
import { hasLockStage } from '../../lock/kind/lock-owner';
import { lockPath } from '../../lock/python/python-paths';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseReference } from '../../reference/parse-reference';
import { mainRequirements } from '../../requirements/package-lists';
import { readRLists } from '../../requirements/r/read-r-lists';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { takesLock } from '../names/takes-lock';
import { checkPythonSources } from './check-python-sources';
import { openFolder } from './open-flavour';
import { readAptLists } from './read-apt-lists';
import { readCopied } from './read-copied';
import { readListTexts, readPythonLists } from './read-requirements';

/** What rules know about an image's sources. Throws REQUIREMENTS_INVALID for lists that cannot be read. */
export function readFlavourFacts(
  image: ResolvedImage,
  { lock: digests }: Pick<Workspace, 'lock'>,
): FlavourFacts {
  const { flavour, runtime, buildArgs, externals, use } = image;
  const { name, path, dockerfile, dockerfileText } = flavour;
  const lock = lockPath(runtime.name, mainRequirements);
  const python = readPythonLists(flavour);
  const r = readRLists(openFolder(flavour));
  const apt = readAptLists(image);
  const problems = [
    ...python.problems,
    ...checkPythonSources(image),
    ...r.problems,
    ...apt.problems,
  ];
  const lists = readPackageLists(image);
  if (problems.length > 0)
    // No rule is asked about such a flavour, and a password is worse than the rest.
    throw problemsError('REQUIREMENTS_INVALID', [
      ...problems,
      ...checkLists({ lists }).map(toProblem),
    ]);
  return {
    ...{ name, path, dockerfile, dockerfileText, buildArgs },
    ...{ requirements: python.main.requirements, rPackages: r.packages },
    aptPackages: apt.requests.flatMap((request) =>
      request.kind === 'package' ? [request] : [],
    ),
    isLocked: hasLockStage(flavour) || takesLock(image, lock),
    lists,
    copied: readCopied(image),
    unmatched: findUnmatched({ ...flavour, uses: use.context }),
    externals: externals.map(({ image, line }) => ({
      ...{ image, line },
      digest: digests[lockName(parseReference(image))],
    })),
  };
}

function toProblem({ found = '', hint, place }: Fault): Problem {
  return { place: place ?? { file: '' }, message: `holds ${found}: ${hint}` };
}

/** Every list of packages, as it is on disk. */
function readPackageLists({ flavour }: ResolvedImage): SourceText[] {
  const { path } = flavour;
  const folder = openFolder(flavour);
  const others = folder.files.filter((file) =>
    /(?:^|_)(?:r_packages\.sh|apt_packages\.txt)$/.test(file),
  );
  const texts = [
    ...readListTexts(flavour),
    ...others.map((file) => ({
      path: file,
      text: folder.readText(file) ?? '',
    })),
  ];
  return texts.map(({ path: file, text }) => ({
    file: `${path}/${file}`,
    text,
  }));
}
