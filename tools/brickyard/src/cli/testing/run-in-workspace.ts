import { join } from 'node:path';

import { runCommand } from '../main';

/** What a command answers on a machine where no engine does. */
export async function runInWorkspace(
  root: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCommand([...args], {
    cwd: root,
    environment: {
      DOCKER_HOST: `unix://${join(root, 'no.sock')}`,
      DOCKER_CONFIG: root,
      ...environment,
    },
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}
