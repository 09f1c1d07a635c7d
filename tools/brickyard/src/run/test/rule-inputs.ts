import type { Chain } from '../../conformance/check-chain';
import type { FlavourFacts, Subject } from '../../conformance/rule';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { listAncestors } from '../names/list-ancestors';
import { readFlavourFacts } from '../sources/flavour-facts';

/** What rules are told of an image before anybody looks into it. */
export interface RuleInputs extends Chain {
  runtime: Subject['runtime'];
  /** Its own, and those of the images below it. */
  languages: Subject['languages'];
  flavour: FlavourFacts;
}

/**
 * `images` are the image and all that it is built on; what it copies from is
 * no part of it. Throws REQUIREMENTS_INVALID for lists that cannot be read.
 */
export function readRuleInputs(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  workspace: Workspace,
): RuleInputs {
  const { localNamespace } = workspace.options;
  const ancestors = listAncestors(image, images, localNamespace);
  const languages = [image, ...ancestors].flatMap(
    ({ flavour }) => flavour.definition.languages ?? [],
  );
  return {
    runtime: image.runtime,
    languages: [...new Set(languages)],
    flavour: readFlavourFacts(image, workspace),
    waivers: image.flavour.definition.waivers ?? [],
    below: ancestors.map((each) => ({
      flavour: readFlavourFacts(each, workspace),
      waivers: each.flavour.definition.waivers ?? [],
    })),
  };
}
