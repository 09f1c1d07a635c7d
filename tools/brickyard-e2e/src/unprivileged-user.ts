import { spawnSync } from 'node:child_process';

import { repositoryRoot } from './repository-root';

/** `nobody` and `nogroup` on Linux. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Starts a command as a user whom file modes restrict; they do not restrict root. */
export const unprivileged = process.getuid?.() === 0 ? NOBODY : {};

/** For example, only root can read a checkout below root's home. */
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
