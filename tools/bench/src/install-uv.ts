import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resolvers {
  uv: string;
  pip: string;
}

/**
 * The toolbox's uv and a pip, in an environment of their own; `undefined` when
 * Python or the index is not there.
 */
export function installUv(cache: string, root: string): Resolvers | undefined {
  const list = join(root, 'packages/toolbox/uv.txt');
  const [uv = 'uv'] = /^uv==\S+/m.exec(readFileSync(list, 'utf8')) ?? [];
  const folder = join(cache, uv);
  const at = (name: string) => join(folder, 'bin', name);
  const resolvers = { uv: at('uv'), pip: at('pip') };
  if (existsSync(resolvers.uv)) return resolvers;
  process.stderr.write(`bench: installing ${uv}\n`);
  try {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(resolvers.pip, ['install', '--quiet', uv], { stdio: 'pipe' });
    return resolvers;
  } catch {
    return undefined;
  }
}
