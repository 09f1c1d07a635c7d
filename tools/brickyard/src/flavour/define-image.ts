import type { ImageDefinition } from './image-definition';

/**
 * What an `image.ts` exports: `export default defineImage({ … })`. Gives an
 * editor the types; the value is checked when it is read, where a wrong one can
 * be reported with its file.
 */
export function defineImage(definition: ImageDefinition): ImageDefinition {
  return definition;
}
