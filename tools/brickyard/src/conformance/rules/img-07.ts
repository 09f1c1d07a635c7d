import { databricksLabel as LABEL, labelNames } from '../../key/image-labels';
import { parseLineNumber, printLineNumber } from '../../runtime/line-number';
import { unableOnStandIn } from '../compare-runtime';
import type { Rule } from '../rule';

export const img07: Rule = {
  id: 'IMG-07',
  severity: 'error',
  title: 'the image is labelled for this runtime',
  why: 'Python and R of the image must fit the Spark that the cluster brings. An image for another line fails in ways that do not name the cause.',
  source: 'databricks/containers#220, ubuntu/gpu/README.md',
  needs: 'image',
  appliesTo: () => true,
  unable: unableOnStandIn,
  check: ({ image, flavour, runtime }) => {
    // Images from before Brickyard set that label have only its own.
    const found = image?.labels[LABEL] ?? image?.labels[labelNames.runtime];
    if (found === runtime.name || isSameLine(found ?? '', runtime.name))
      return [];
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

/** `17.3-LTS` and `17.3.x-scala2.13` */
function isSameLine(one: string, other: string): boolean {
  const [a, b] = [parseLineNumber(one), parseLineNumber(other)];
  return (
    a !== undefined &&
    b !== undefined &&
    printLineNumber(a) === printLineNumber(b)
  );
}
