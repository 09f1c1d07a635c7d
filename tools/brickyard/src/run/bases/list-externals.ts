import type { ResolvedImage } from '../../plan/resolve-image';
import { parseReference } from '../../reference/parse-reference';
import { printReference } from '../../reference/print-reference';
import type { Reference } from '../../reference/reference';

/** An image from elsewhere that Dockerfiles name. */
export interface External {
  /** As a Dockerfile writes it. */
  name: string;
  /** The same, parsed. */
  original: Reference;
  /** What is asked for: the profile's substitute, if it has one. */
  reference: Reference;
  isSubstituted: boolean;
}

/** Each name once. Throws REFERENCE_INVALID. */
export function listExternals(
  images: readonly ResolvedImage[],
  substitutes: Readonly<Record<string, string>>,
): External[] {
  const names = images.flatMap(({ externals }) =>
    externals.map(({ image }) => image),
  );
  const replacements = new Map(
    Object.entries(substitutes).map(([from, to]) => {
      return [printReference(parseReference(from)), parseReference(to)];
    }),
  );
  return [...new Set(names)].map((name) => {
    const original = parseReference(name);
    const other = replacements.get(printReference(original));
    return {
      name,
      original,
      reference: other ?? original,
      isSubstituted: other !== undefined,
    };
  });
}

/** Whether images.lock.json answers for it: a substitute is another image. */
export function isLockable({ reference, isSubstituted }: External): boolean {
  return !isSubstituted && reference.digest === undefined;
}
