import { type Problem, problemsError } from '../../errors';
import type { Suite } from '../../image-tests/image-test';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Options } from '../../workspace/options';
import { listAncestors } from '../names/list-ancestors';
import { listRTests } from '../sources/requested-r';
import { listOwnTests } from './own-tests';
import { listPythonTests } from './requested-python';

const TIMEOUT = 120;

/**
 * What is asked of an image: every package that its lists and those of the
 * images below it name, and all their tests. `images` are it and all that it is
 * built on. Throws IMAGE_TESTS_INVALID with every bad line of these files.
 */
export function readSuite(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  { localNamespace }: Pick<Options, 'localNamespace'>,
): Suite {
  const below = listAncestors(image, images, localNamespace);
  const chain = [...below].reverse().concat(image);
  const flavours = chain.map(({ flavour }) => flavour);
  const copied = listCopied(chain, images);
  const problems: Problem[] = [];
  const tests = [
    ...listPythonTests(flavours, image.runtime, problems),
    ...listRTests([...copied, ...flavours], problems),
    ...listOwnTests(flavours, problems),
  ];
  if (problems.length > 0) throw problemsError('IMAGE_TESTS_INVALID', problems);
  const { network = false, timeout = TIMEOUT } =
    image.flavour.definition.tests ?? {};
  return { tests, network, timeout };
}

/** Images that R's library is copied from; of a library, files are taken and no list. */
function listCopied(
  chain: readonly ResolvedImage[],
  images: readonly ResolvedImage[],
) {
  const names = chain.flatMap(({ parents }) =>
    parents.filter(({ kind }) => kind === 'copy').map(({ id }) => id),
  );
  return images
    .filter(({ id, use }) => names.includes(id) && !use.fromScratch)
    .map(({ flavour }) => flavour);
}
