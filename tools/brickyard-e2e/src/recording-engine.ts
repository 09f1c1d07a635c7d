import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import type {
  BuildEvent,
  BuildRequest,
} from '../../brickyard/src/engine/engine';

/** Remembers the images it built: an image has no name once its tag has moved. */
export class RecordingEngine extends DockerEngine {
  readonly built = new Set<string>();

  override async buildImage(
    request: BuildRequest,
    onEvent: (event: BuildEvent) => void,
  ): Promise<{ id: string }> {
    const image = await super.buildImage(request, onEvent);
    this.built.add(image.id);
    return image;
  }
}
