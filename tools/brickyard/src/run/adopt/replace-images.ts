import type { ImageUse } from '../../dockerfile/dockerfile';
import { rewriteDockerfile } from '../../dockerfile/rewrite-dockerfile';
import { parseDatabricksImage } from '../../runtime/databricks-image';
import type { ReadFolder } from './adoption';
import { findSibling } from './find-sibling';
import type { Start } from './list-starts';

export interface Replaced {
  use: ImageUse;
  to: string;
}

/** Images that are flavours by now: FROM, `COPY --from` and mounts. */
export function listReplaced(
  { name, starts, movedTo }: Named,
  names: readonly string[],
  localNamespace: string,
): Replaced[] {
  const siblings = { own: name, names, localNamespace };
  const byPlace = new Map<number, Replaced>();
  for (const use of starts.flatMap((start) => start.use.images)) {
    if (use.kind === 'syntax') continue;
    const sibling = findSibling(use.image, siblings);
    const to =
      sibling === undefined
        ? moveImage(use.image, movedTo)
        : `${localNamespace}/${sibling}`;
    if (to !== undefined) byPlace.set(use.range[0], { use, to });
  }
  return [...byPlace.values()];
}

interface Named {
  name: string;
  starts: readonly Start[];
  movedTo: string | undefined;
}

/** `databricksruntime/python:14.3-LTS` → the image of another line. */
function moveImage(image: string, line: string | undefined) {
  const isTagged = parseDatabricksImage(image)?.number !== undefined;
  if (line === undefined || !isTagged) return undefined;
  return image.replace(/@.*$/, '').replace(/[^:]+$/, line);
}

export function replaceImages(
  { dockerfileText }: ReadFolder,
  replaced: readonly Replaced[],
) {
  return rewriteDockerfile(
    dockerfileText,
    replaced.map(({ use: { range }, to: text }) => ({ range, text })),
  );
}
