import type { BuildPlan, ImagePlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { PublishedImage } from '../publish/publish-image';
import type { Outcome } from '../shell/schedule';

/** How the build of one image ended; `pushed` and `record` if it was published. */
export interface ImageResult extends Partial<PublishedImage> {
  action: ImagePlan['action'];
  /** What building took, without publishing. */
  seconds: number;
}

export interface RunResult {
  plan: BuildPlan;
  images: readonly KeyedImage[];
  /** By image id. */
  outcomes: ReadonlyMap<string, Outcome<ImageResult>>;
}
