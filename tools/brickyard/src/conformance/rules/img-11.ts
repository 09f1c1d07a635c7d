import { parseDatabricksImage } from '../../runtime/databricks-image';
import { parseLineNumber, printLineNumber } from '../../runtime/line-number';
import { unableOnStandIn } from '../compare-runtime';
import type { Rule } from '../rule';

export const img11: Rule = {
  id: 'IMG-11',
  severity: 'warning',
  title: 'the base image is for this runtime',
  why: 'Python and R of the image must fit the Spark that the cluster brings. An image of another line fails in ways that do not name the cause.',
  source:
    'databricks/containers#220; tags of databricksruntime at Docker Hub, which are named after runtimes',
  needs: 'flavour',
  appliesTo: () => true,
  unable: (subject) =>
    subject.flavour?.externals === undefined
      ? 'needs to know which images the build names'
      : unableOnStandIn(subject),
  check: ({ flavour, runtime }) => {
    const number = parseLineNumber(runtime.name);
    const others = (flavour?.externals ?? []).filter(({ image }) => {
      const its = parseDatabricksImage(image)?.number;
      return its && number && printLineNumber(its) !== printLineNumber(number);
    });
    return others.map(({ image, line }) => ({
      message: `${image} is for another runtime than ${runtime.name}`,
      expected: runtime.baseImage,
      found: image,
      place: flavour && { file: flavour.dockerfile.file, line },
      hint: `start FROM the image of ${runtime.name}, or write the tag with ARG DATABRICKS_RUNTIME, which every build sets`,
    }));
  },
};
