import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { builtInRuntimes } from '../runtime/catalogue';
import { jupyterVolume } from './fill-jupyter';
import { OLDEST_PYTHON, readJupyterLock } from './jupyter-lock';
import { hiddenKernel } from './kernels';
import { launcher } from './launcher';

const lock = readJupyterLock();

describe('the lock of JupyterLab', () => {
  const entries = lock.text
    .split(/^(?=[a-z0-9])/im)
    .filter((entry) => !entry.startsWith('#'));

  it('has exact versions, each with hashes, and no address', () => {
    expect(entries.length).toBeGreaterThan(80);
    for (const entry of entries)
      expect(entry).toMatch(
        /^[\w.-]+==\S+ ; .*\\\n( +--hash=sha256:\w{64}.*\n?)+$/,
      );
    expect(lock.text).not.toContain('://');
    expect(lock.version).toMatch(/^4\.\d+\.\d+$/);
  });

  it('is for the Python of each line that Brickyard knows', () => {
    const minor = (version: string) => Number(version.split('.')[1]);
    for (const { python } of builtInRuntimes)
      expect(minor(python.version)).toBeGreaterThanOrEqual(
        minor(OLDEST_PYTHON),
      );
  });

  it('names its volume by version, Python, processor and content', () => {
    const other = { ...lock, digest: '00000000' };
    const name = jupyterVolume('3.12', lock);
    expect(name).toMatch(
      /^brickyard-jupyterlab-4\.\S+-python3\.12-amd64-\w{8}$/,
    );
    expect(jupyterVolume('3.12', other)).not.toBe(name);
    expect(jupyterVolume('3.11', lock)).not.toBe(name);
  });
});

const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync);

(python === undefined ? it.skip : it).each([
  ['the launcher', launcher],
  ['the kernel that is not listed', hiddenKernel],
])('%s is Python', (_name, text) => {
  const words = ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'];
  execFileSync(python ?? '', words, { input: text });
});
