import { parentFlavour } from '../../plan/parent-flavour';
import type { Content, ImageContents } from './image-contents';

/**
 * Whoever looked into an image tells of those that are built on it, too, where
 * nobody looked into them: what lists and locks do not know is there as well.
 * `contents` has parents first.
 */
export function inheritContents(
  contents: readonly ImageContents[],
  localNamespace: string,
): ImageContents[] {
  const done = new Map<string, ImageContents>();
  for (const each of contents) {
    const { image } = each;
    const name = image.use.base?.image ?? '';
    const base = parentFlavour(name, localNamespace);
    const parent = image.parents.find(({ flavour }) => flavour === base);
    const below = parent && done.get(parent.id);
    done.set(image.id, below === undefined ? each : inherit(each, below));
  }
  return [...done.values()];
}

function inherit(own: ImageContents, below: ImageContents): ImageContents {
  if (own.seen !== undefined || own.image.use.fromScratch) return own;
  const packages = new Map(own.packages);
  for (const [key, content] of below.packages) {
    const listed = packages.get(key);
    if (listed?.version !== undefined) continue;
    const seenIn = content.seenIn ?? below.seen;
    packages.set(key, merge({ ...content, seenIn }, listed));
  }
  return { ...own, packages };
}

/** What a list asks for without a version is what is there already. */
function merge(
  { holding: _, ...there }: Content,
  listed: Content | undefined,
): Content {
  return { ...there, ...(listed && { holding: listed.holding }) };
}
