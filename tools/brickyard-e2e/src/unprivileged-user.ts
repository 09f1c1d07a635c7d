import { spawnSync } from 'node:child_process';

import { repositoryRoot } from './repository-root';

/** `nobody` and `nogroup` on Linux. */
const NOBODY = { uid: 65534, gid: 65534 };

/** How to start a command as someone whom file modes stop; root is stopped by none. */
export const unprivileged = process.getuid?.() === 0 ? NOBODY : {};

/** A checkout below root's home, for one, is closed to everyone else. */
export const canBeUnprivileged =
  process.platform === 'linux' &&
  spawnSync(
    process.execPath,
    ['--print', `fs.readdirSync('${repositoryRoot}')`],
    {
      ...unprivileged,
      cwd: '/',
    },
  ).status === 0;
