import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findPythonEnvironment } from '../python-environment';
import { repositoryRoot } from '../repository-root';
import type { Treatment } from './uv-differences';

/** How the uv of the toolbox takes a requirements file; it asks no index. */
export function askUv(text: string): Treatment {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-uv-'));
  try {
    writeFileSync(join(folder, 'requirements.txt'), text);
    const words = ['pip', 'compile', '--no-index', 'requirements.txt'];
    const { stderr } = spawnSync(findUv(), words, {
      cwd: folder,
      encoding: 'utf8',
    });
    if (/Ignoring unsupported option/.test(stderr)) return 'ignores';
    return /Couldn't parse|Unexpected|Expected|Invalid/.test(stderr)
      ? 'refuses'
      : 'reads';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findUv(): string {
  const pin = readFileSync(join(repositoryRoot, 'packages/toolbox/uv.txt'));
  const version = /^uv==(\S+)/m.exec(String(pin))?.[1] ?? '';
  const home = findPythonEnvironment({ name: 'uv', packages: { uv: version } });
  return join(home, 'bin/uv');
}
