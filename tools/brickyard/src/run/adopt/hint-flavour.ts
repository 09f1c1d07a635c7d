import type { DecideRequest } from './decide-base';
import { splitImage } from './split-image';

/** It may be the image of a flavour, by a name that does not say so. */
export function hintFlavour(
  hint: string,
  image: string,
  { workspace, names, read }: DecideRequest,
): string {
  const { last } = splitImage(image);
  const here = [...workspace.flavours.map(({ name }) => name), ...names]
    .filter((name) => name === last || last.endsWith(`-${name}`))
    .sort((a, b) => b.length - a.length)
    .at(0);
  if (here === undefined || read.folder.endsWith(`/${here}`)) return hint;
  const local = `${workspace.options.localNamespace}/${here}`;
  return `${hint}; if it is the image of packages/${here}, write FROM ${local}`;
}
