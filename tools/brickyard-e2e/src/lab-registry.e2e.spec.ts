import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findPrograms } from './find-program';
import { repositoryRoot } from './repository-root';

const execute = promisify(execFile);
const canDownload = ['apt-get', 'dpkg', 'flock'].every(
  (name) => findPrograms(name).length > 0,
);
const unlessNoApt = canDownload ? describe : describe.skip;
/** Of a clone in which the lab has never been used. */
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lab-registry-'));
  const folder = 'tools/lab';
  cpSync(join(repositoryRoot, folder), join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

unlessNoApt("the registry's program (needs apt)", () => {
  it('can be started at once by each of four that ask for it together, and nothing half-made stays', async () => {
    const asked = Array.from({ length: 4 }, startedVersion);
    const versions = await Promise.all(asked);
    expect(versions[0]).toMatch(/docker-registry github\.com\/\S+ 2\./);
    expect(new Set(versions).size).toBe(1);
    const names = readdirSync(join(root, '.lab'));
    expect(names.filter((name) => name.includes('making'))).toEqual([]);
  });
});

/** What the program says of itself as soon as the script has named it. */
async function startedVersion(): Promise<string> {
  const script = join(root, 'tools/lab/registry.sh');
  const named = await execute('bash', [script, 'binary']);
  const { stdout } = await execute(named.stdout.trim(), ['--version']);
  return stdout;
}
