import { parseLineNumber, printLineNumber } from '../../runtime/line-number';
import { unableOnStandIn } from '../compare-runtime';
import type { Rule } from '../rule';

/** Databricks' own images, at Docker Hub or in a mirror of it. */
const DATABRICKS = /(?:^|\/)databricksruntime\/[^/:@]+:([^@]+)/;

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
    const own = printLine(runtime.name);
    const others = (flavour?.externals ?? []).filter(({ image }) => {
      const line = printLine(tagOf(image));
      return line !== undefined && own !== undefined && line !== own;
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

function tagOf(image: string): string {
  return DATABRICKS.exec(image)?.[1] ?? '';
}

function printLine(name: string): string | undefined {
  const number = parseLineNumber(name);
  return number && printLineNumber(number);
}
