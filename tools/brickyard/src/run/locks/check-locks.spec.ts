import { readWorkspace } from '../../workspace/read-workspace';
import { TestWorkspace } from '../testing/test-workspace';
import { warnOfStaleLocks } from './check-locks';
import { openLocks } from './list-locks';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('team', {
    Dockerfile: 'FROM ubuntu:24.04 AS lock\nFROM ubuntu:24.04\n',
    'requirements.txt': 'idna\n',
    'lsp-requirements.txt': 'rope\n',
  });
});
afterEach(() => workspace.close());

async function warnings(): Promise<string[]> {
  const texts: string[] = [];
  const prepared = await workspace.prepare();
  const read = readWorkspace(workspace.root, {});
  const { images } = prepared;
  const listLocks = openLocks({ images, workspace: read });
  warnOfStaleLocks({ images, listLocks }, (text) => texts.push(text));
  return texts;
}

describe('warnOfStaleLocks', () => {
  it('tells a plan of every lock that a build would refuse, and how to mend it', async () => {
    expect(await warnings()).toEqual([
      [
        'packages/team/locks/17.3-LTS.lsp.txt: packages/team/lsp-requirements.txt is not locked for 17.3-LTS',
        'packages/team/locks/17.3-LTS.txt: packages/team/requirements.txt is not locked for 17.3-LTS [LOCK_STALE]',
        '  hint: npx nx lock team',
      ].join('\n'),
    ]);
  });

  it('has nothing to say of a flavour that is not locked', async () => {
    const Dockerfile = 'FROM ubuntu:24.04\n';
    workspace.addFlavour('team', { Dockerfile, 'requirements.txt': 'idna\n' });
    expect(await warnings()).toEqual([]);
  });
});
