import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import type { Services } from '../shell/services';
import { engineNames } from './published-name';

/** What the engine calls an image that was built here, or pulled. */
export async function nameInEngine(
  image: KeyedImage,
  { options }: Workspace,
  { engine }: Services,
): Promise<string> {
  const names = engineNames(image, options);
  const [local = keyTag(image.key)] = names;
  for (const name of names)
    if ((await engine.inspectImage(name)) !== undefined) return name;
  return local;
}
