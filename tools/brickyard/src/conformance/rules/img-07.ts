import { databricksLabel as LABEL, labelNames } from '../../key/image-labels';
import { numberOf, unableOnStandIn } from '../compare-runtime';
import type { Rule } from '../rule';

export const img07: Rule = {
  id: 'IMG-07',
  severity: 'error',
  title: 'the image says which runtime it is for, and it is this one',
  why: 'Python and R of the image must fit the Spark that the cluster brings; an image of another line fails in ways that do not name the cause.',
  source: 'databricks/containers#220, ubuntu/gpu/README.md',
  needs: 'image',
  appliesTo: () => true,
  unable: unableOnStandIn,
  check: ({ image, flavour, runtime }) => {
    // Brickyard's own name for it: what it built before it set the other.
    const found = image?.labels[LABEL] ?? image?.labels[labelNames.runtime];
    const line = numberOf(found ?? '')?.join('.');
    if (line !== undefined && line === numberOf(runtime.name)?.join('.'))
      return [];
    if (found === runtime.name) return [];
    const isMissing = found === undefined;
    return [
      {
        // Databricks' own images have no label at all, and start.
        severity: isMissing && !flavour ? 'warning' : 'error',
        message: isMissing
          ? `the label ${LABEL} is missing`
          : `the image is labelled for another runtime`,
        expected: runtime.name,
        found: found ?? 'no label',
        hint: isMissing
          ? `build with LABEL ${LABEL}=${runtime.name}, as nx docker-build does`
          : `use an image for ${runtime.name}, or check this one with --runtime ${found}`,
      },
    ];
  },
};
