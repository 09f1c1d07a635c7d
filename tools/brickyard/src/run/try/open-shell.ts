import type { AttachRequest } from '../../engine/engine';
import { BrickyardError, isBrickyardError } from '../../errors';
import { holdImage, type HoldRequest } from '../names/hold-image';
import type { Services } from '../shell/services';
import { shareFolder } from './share-folder';

export interface ShellRequest extends HoldRequest {
  /** Empty for a shell. */
  command: readonly string[];
  /** Absolute: a folder of this machine that the command sees, and works in. */
  folder?: string;
  isOffline?: boolean;
  streams: Pick<AttachRequest, 'input' | 'terminal' | 'onOutput'>;
  /** Called when all is there and the streams are about to be taken. */
  onReady: () => void;
}

/** A cluster has bash; an image of another kind may have none. */
const shell = ['sh', '-c', 'command -v bash > /dev/null && exec bash; exec sh'];

/**
 * Runs a command or a shell in an image that is pulled when the engine lacks it.
 * Resolves to its exit code. Rejects OPTIONS_INVALID for a folder that the engine
 * does not have, CONTAINER_FAILED, and what `holdImage` throws.
 */
export async function openShell(
  request: ShellRequest,
  { engine }: Pick<Services, 'engine'>,
): Promise<number> {
  const { command, workspace, streams, signal, isOffline } = request;
  const folder = shareFolder(request.folder, engine);
  const { reference } = await holdImage(request, engine);
  request.onReady();
  const isShell = command.length === 0;
  const ended = engine.attachContainer({
    ...streams,
    image: reference,
    command: isShell ? shell : command,
    // The first process of a container minds no Ctrl-C unless it is a shell.
    init: !isShell,
    // A cluster has a network; what reaches an index while an image is built does here.
    ...(!isOffline && { network: workspace.options.buildNetwork ?? 'bridge' }),
    folder,
    signal,
  });
  return isShell ? ended.catch(explainNoShell) : ended;
}

function explainNoShell(error: unknown): never {
  if (!isBrickyardError(error) || error.code !== 'CONTAINER_FAILED')
    throw error;
  throw new BrickyardError(error.code, error.message, {
    hint: 'a library, or another image without a shell, runs what it has: npx brickyard shell <image> -- <command>',
    cause: error,
  });
}
