import {
  checkConformance,
  type Conformance,
} from '../../conformance/check-conformance';
import { dateWaivers } from '../../conformance/date-waivers';
import { isLineSupported } from '../../conformance/is-line-supported';
import { findOutside } from '../../context/find-outside';
import { problemsError } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listAncestors } from '../names/list-ancestors';
import { type Selection, selectSound } from '../plan/select-images';
import type { Outcome } from '../shell/schedule';
import { readFlavourFacts } from '../sources/flavour-facts';
import { listBuilds } from '../sources/list-builds';

export interface LintRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only for these runtime lines. */
  runtimes?: readonly string[];
  /** Waivers end on a day. */
  now: Date;
}

export interface LintedImage {
  image: ResolvedImage;
  outcome: Outcome<Conformance>;
  /** Python packages that are built from source; they may run code of anybody when they are. */
  builds: readonly string[];
}

/** Images whose sources can be looked at. */
export interface LintPlan extends Selection {
  /** With all that they are built on. */
  known: readonly ResolvedImage[];
}

export function planLint({
  workspace,
  flavours,
  runtimes,
}: Omit<LintRequest, 'now'>): LintPlan {
  const selection = selectSound(workspace, flavours, runtimes);
  const images = selection.images.filter(({ flavour }) =>
    flavours.includes(flavour.name),
  );
  return { ...selection, images, known: selection.images };
}

type LintPlace = Pick<LintRequest, 'workspace' | 'now'>;

/** What the sources of images break of the rules. Reads files and nothing else. */
export function lintImages(
  { images, known }: Pick<LintPlan, 'images' | 'known'>,
  place: LintPlace,
): LintedImage[] {
  return images.map((image) => {
    const outcome = lint(image, known, place);
    const isRead = outcome.state === 'done';
    return { image, outcome, builds: isRead ? listBuilds(image.flavour) : [] };
  });
}

/** An image has not what such a line says, even where the build works. */
function refuseOutside({ flavour, use }: ResolvedImage): void {
  const { folder, path: name, ignore } = flavour;
  const problems = findOutside({ folder, name, ignore, uses: use.context });
  if (problems.length > 0) throw problemsError('CONTEXT_INVALID', problems);
}

function lint(
  image: ResolvedImage,
  known: readonly ResolvedImage[],
  { workspace, now }: LintPlace,
): Outcome<Conformance> {
  const { flavour, runtime } = image;
  const { languages = [] } = flavour.definition;
  try {
    refuseOutside(image);
    const { localNamespace } = workspace.options;
    const [facts, ...below] = [
      image,
      ...listAncestors(image, known, localNamespace),
    ].map((each) => readFlavourFacts(each, workspace));
    const isSupported = isLineSupported(runtime, now);
    const subject = { runtime, languages, isSupported, flavour: facts, below };
    const waivers = dateWaivers(flavour.definition.waivers, now);
    return { state: 'done', result: checkConformance(subject, waivers) };
  } catch (error) {
    return { state: 'failed', error };
  }
}
