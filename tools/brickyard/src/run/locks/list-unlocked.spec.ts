import { readWorkspace } from '../../workspace/read-workspace';
import { TestWorkspace } from '../testing/test-workspace';
import { findStaleLocks } from './check-locks';
import { openLocks } from './list-locks';
import { warnOfUnlocked } from './list-unlocked';

const lock = 'packages/team/locks/17.3-LTS.apt.txt';
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('team', {
    Dockerfile:
      'FROM ubuntu:24.04\nARG DATABRICKS_RUNTIME=17.3-LTS\nCOPY *apt_packages.txt locks/${DATABRICKS_RUNTIME}.apt.txt* /apt/\n',
    'apt_packages.txt': 'acl\n',
  });
});
afterEach(() => workspace.close());

async function look() {
  const warnings: string[] = [];
  const { images } = await workspace.prepare();
  const read = readWorkspace(workspace.root, {});
  const check = { images, listLocks: openLocks({ images, workspace: read }) };
  warnOfUnlocked(check, (text) => warnings.push(text));
  const stale = findStaleLocks(check);
  return { warnings, stale: stale.map(({ message }) => message) };
}

describe('a list of apt packages without a lock', () => {
  it('is warned of, and is built as the day has it', async () => {
    expect(await look()).toEqual({
      warnings: [
        "the apt packages of team are not locked for 17.3-LTS: an image gets what is there on the day of its build; npx nx lock team locks them, on a machine that reaches the line's base image and archives",
      ],
      stale: [],
    });
    const { outcomes } = await workspace.run();
    expect(outcomes.get('team@17.3-LTS')?.state).toBe('done');
  });

  it('is built by its lock once it has one, which may not be stale', async () => {
    workspace.write(lock, `# inputs sha256:${'0'.repeat(64)}\n`);
    expect(await look()).toEqual({
      warnings: [],
      stale: ['no longer matches packages/team/apt_packages.txt:1'],
    });
    await expect(workspace.run()).rejects.toMatchObject({
      code: 'LOCK_STALE',
      hint: 'npx nx lock team',
    });
  });
});
