import type { Engine, EngineFolder } from '../../engine/engine';
import { BrickyardError } from '../../errors';

/** Where a container sees the folder that somebody shares with it, and works. */
export const SHARED_FOLDER = '/workspace';

/** Throws OPTIONS_INVALID where the engine is on a machine that does not have the folder. */
export function shareFolder(
  folder: string | undefined,
  { elsewhere }: Pick<Engine, 'elsewhere'>,
): EngineFolder | undefined {
  if (folder === undefined) return undefined;
  if (elsewhere === undefined) return { source: folder, target: SHARED_FOLDER };
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--mount: the engine is at ${elsewhere}, and ${folder} is on this machine`,
    {
      hint: 'leave --mount out and send files through stdin: tar c . | npx brickyard shell <image> -- sh -c "cd /tmp && tar x && …"; or use an engine on this machine',
    },
  );
}
