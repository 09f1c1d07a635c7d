import { spawnSync } from 'node:child_process';

import { probe } from './probe';

describe('probe', () => {
  it('is a script that a POSIX shell can read', () => {
    const { status, stderr } = spawnSync('sh', ['-n'], { input: probe });
    expect({ status, stderr: String(stderr) }).toEqual({
      status: 0,
      stderr: '',
    });
  });
});
