import type { Workspace } from '../../workspace/workspace';
import { recognizeBase } from './recognize-base';
import { splitImage } from './split-image';

export interface LikelyRequest {
  workspace: Pick<Workspace, 'flavours' | 'options'>;
  /** What the folders of this run are called. */
  names: readonly string[];
  /** The one that asks. */
  own: string;
}

/**
 * What to write if an image from elsewhere is that of a flavour, by a name that
 * ends like the flavour's: `acme/databricks-base` and `base`.
 */
export function likelyFlavour(
  image: string,
  { workspace, names, own }: LikelyRequest,
): string | undefined {
  const { localNamespace } = workspace.options;
  if (recognizeBase(image, localNamespace).kind !== 'unknown') return undefined;
  const { last } = splitImage(image);
  const [likely] = [...workspace.flavours.map(({ name }) => name), ...names]
    .filter((name) => name !== own)
    .filter((name) => name === last || last.endsWith(`-${name}`))
    .sort((a, b) => b.length - a.length);
  return likely === undefined
    ? undefined
    : `if it is the image of packages/${likely}, write FROM ${localNamespace}/${likely}`;
}
