import type { Chain } from '../../conformance/check-chain';
import { dateWaivers } from '../../conformance/date-waivers';
import { isLineSupported } from '../../conformance/is-line-supported';
import type { FlavourFacts, Subject } from '../../conformance/rule';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listAncestors } from '../names/list-ancestors';
import { readFlavourFacts } from '../sources/flavour-facts';

/** What rules know about an image before it is looked into, on the day of the run. */
export interface RuleInputs extends Chain {
  runtime: Subject['runtime'];
  /** Its own, and those of the images below it. */
  languages: Subject['languages'];
  isSupported: Subject['isSupported'];
  flavour: FlavourFacts;
}

/**
 * `images` are the image and all that it is built on, without what it copies
 * from. Throws REQUIREMENTS_INVALID for lists that cannot be read.
 */
export function readRuleInputs(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  { workspace, now }: { workspace: Workspace; now: Date },
): RuleInputs {
  const { localNamespace } = workspace.options;
  const ancestors = listAncestors(image, images, localNamespace);
  const languages = [image, ...ancestors].flatMap(
    ({ flavour }) => flavour.definition.languages ?? [],
  );
  return {
    runtime: image.runtime,
    languages: [...new Set(languages)],
    isSupported: isLineSupported(image.runtime, now),
    flavour: readFlavourFacts(image, workspace),
    waivers: dateWaivers(image.flavour.definition.waivers, now),
    below: ancestors.map((each) => ({
      flavour: readFlavourFacts(each, workspace),
      waivers: dateWaivers(each.flavour.definition.waivers, now),
    })),
  };
}
