import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Account } from './accounts';
import type { RegistryAuth } from './registry-process';

/** The only account of a registry that asks for a password itself. */
export const fileAccount: Account = {
  username: 'writer',
  password: 'never-shown-in-any-output',
  actions: ['pull', 'push'],
};
/** A bcrypt hash of that password; written out, since Node cannot make one. */
const HASH = '$2b$05$brickyardBRICKYARDe2eughRKF.gh/V5EXDINsC4l2IDA8LLWB.K';

export const passwordFile: RegistryAuth = (folder) => {
  const path = join(folder, 'htpasswd');
  writeFileSync(path, `${fileAccount.username}:${HASH}\n`);
  return Promise.resolve({ htpasswd: { realm: 'brickyard-e2e', path } });
};
