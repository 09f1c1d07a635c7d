import type { BuildPlan } from '../../brickyard/src/plan/build-plan';
import { expectSuccess } from './expectations';
import type { ScratchWorkspace } from './scratch-workspace';

/** `<flavour> <line>` → key, of all images of a workspace. */
export async function readKeys(
  workspace: ScratchWorkspace,
): Promise<Record<string, string>> {
  const planned = await workspace.brickyard(['plan', '--json']);
  expectSuccess(planned);
  const { images } = JSON.parse(planned.stdout) as BuildPlan;
  return Object.fromEntries(
    images.map(({ flavour, runtime, key }) => [`${flavour} ${runtime}`, key]),
  );
}
