import { spawnSync } from 'node:child_process';

import { writeProbe } from './probe';

describe('probe', () => {
  it('is a script that a POSIX shell can read', () => {
    const probe = writeProbe({
      '/databricks/python3': ['numpy', "'; exit 1"],
      R: ['htmltools', "'; exit 1"],
    });
    const { status, stderr } = spawnSync('sh', ['-n'], { input: probe });
    expect({ status, stderr: String(stderr) }).toEqual({
      status: 0,
      stderr: '',
    });
  });
});
