import {
  checkConformance,
  type Conformance,
} from '../../conformance/check-conformance';
import { dateWaivers } from '../../conformance/date-waivers';
import { isLineSupported } from '../../conformance/is-line-supported';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { selectImages } from '../plan/select-images';
import type { Outcome } from '../shell/schedule';
import { readFlavourFacts } from '../sources/flavour-facts';

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
}

/** What the sources of images break of the rules. Reads files and nothing else. */
export function lintFlavours(request: LintRequest): LintedImage[] {
  const { workspace, flavours, runtimes, now } = request;
  return selectImages(workspace, flavours, runtimes)
    .filter(({ flavour }) => flavours.includes(flavour.name))
    .map((image) => ({ image, outcome: lint(image, workspace, now) }));
}

function lint(
  image: ResolvedImage,
  workspace: Workspace,
  now: Date,
): Outcome<Conformance> {
  const { flavour, runtime } = image;
  const { languages = [] } = flavour.definition;
  try {
    const facts = readFlavourFacts(image, workspace);
    const isSupported = isLineSupported(runtime, now);
    const subject = { runtime, languages, isSupported, flavour: facts };
    const waivers = dateWaivers(flavour.definition.waivers, now);
    return { state: 'done', result: checkConformance(subject, waivers) };
  } catch (error) {
    return { state: 'failed', error };
  }
}
