import { finalStages, listSourceSteps } from '../list-source-steps';
import type { Fault, FlavourFacts, Rule } from '../rule';

/** Of one chain; Docker refuses more. */
const LIMIT = 125;
const WARN_AT = 100;
/** What adds one. WORKDIR does where the folder is not there. */
const ADDS_LAYER = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);
/** What a base image has of its own, at least. */
const BASE = 1;

export const img12: Rule = {
  id: 'IMG-12',
  severity: 'warning',
  title: `an image has fewer than ${WARN_AT} layers`,
  why: `Docker refuses more than ${LIMIT} layers, those of all images below included: neither the build nor a node can take the image then.`,
  source: `moby/moby layer/layer_store.go: maxLayerDepth = ${LIMIT}`,
  needs: 'flavour',
  appliesTo: () => true,
  check: ({ flavour, below = [] }) =>
    flavour ? checkCount(flavour, below) : [],
};

function checkCount(
  flavour: FlavourFacts,
  below: readonly FlavourFacts[],
): Fault[] {
  const counts = [flavour, ...below].map((each) => ({
    path: each.path,
    count: countLayers(each),
  }));
  const sum = counts.reduce((total, { count }) => total + count, BASE);
  if (sum < WARN_AT) return [];
  const { file, stages } = flavour.dockerfile;
  const parts = counts.map(({ path, count }) => `${count} of ${path}`);
  return [
    {
      message: `the image has ${sum} layers or more: ${[...parts, `${BASE} of the base image`].join(', ')}`,
      expected: `fewer than ${WARN_AT}; Docker refuses more than ${LIMIT}`,
      found: String(sum),
      place: { file, line: stages.at(-1)?.line ?? 1 },
      hint: 'join steps: RUN a && b, or in-layers --together and COPY --from=packages /layers/all/ / in place of a COPY for each',
    },
  ];
}

function countLayers(flavour: FlavourFacts): number {
  const final = finalStages(flavour);
  return listSourceSteps(flavour).filter(
    ({ stage, keyword }) => final.has(stage) && ADDS_LAYER.has(keyword),
  ).length;
}
