import type { Daemon } from '../connection/dial';
import type { ContainerRequest, ContainerResult } from '../engine';
import { failedExecError } from './container-errors';
import { watchLimits } from './container-limits';
import { withSession } from './open-session';
import { readOutput } from './read-output';

/**
 * Runs one command in a new container, then removes the container. It may take
 * `slowdown` times as long as the request says.
 */
export async function runContainer(
  daemon: Daemon,
  request: ContainerRequest,
  slowdown: number,
): Promise<ContainerResult> {
  const { signal, guard, release } = watchLimits(request, slowdown);
  const shape = { ...request, reads: request.input !== undefined };
  try {
    return await withSession({ daemon, shape, signal }, async (session) => {
      session.input?.end(request.input);
      const output = await readOutput(session.output, guard);
      const result = { exitCode: await session.exitCode(), ...output };
      const failure = failedExecError(request, result);
      if (failure !== undefined) throw failure;
      return result;
    });
  } finally {
    release();
  }
}
