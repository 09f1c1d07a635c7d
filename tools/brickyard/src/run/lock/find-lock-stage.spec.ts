import { existsSync, readFileSync } from 'node:fs';

import { handOverStage } from '../../dockerfile/hand-over';
import { errorOfTask, showBuilds } from '../testing/test-outcomes';
import { TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.engine.files = () => ({ 'requirements.txt': 'idna==3.7\n' });
  workspace.addFlavour('team', {
    Dockerfile: `FROM ubuntu:24.04 AS lock\nFROM ubuntu:24.04\n`,
    'requirements.txt': 'idna<3.8\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: `FROM brickyard/team AS lock\nFROM brickyard/team\n`,
    'requirements.txt': 'certifi\n',
  });
});
afterEach(() => workspace.close());

function read(path: string): string | undefined {
  const file = workspace.path(`packages/${path}`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const builds = () => showBuilds(workspace);

describe('lockImages, of a flavour without a stage lock', () => {
  /** Its locks, as its Dockerfile takes them. */
  const takes = 'COPY locks/17.3-LTS.txt /\n';
  const use = 'RUN --mount=type=bind,from=brickyard/tools,target=/t x\n';
  /** The nearest one whose stage needs no image of this workspace. */
  const tools =
    'FROM ubuntu:24.04 AS lock\nRUN --mount=type=bind,target=/flavour write-locks\nFROM scratch\n';

  beforeEach(() => {
    workspace.addFlavour('tools', {
      Dockerfile: tools,
      'uv.txt': 'uv==1\n',
      'requirements.txt': 'virtualenv\n',
    });
    workspace.addFlavour('guest', {
      Dockerfile: `FROM brickyard/child\n${use}${takes}`,
      'requirements.txt': '-r uv.txt\n',
      'uv.txt': 'idna\n',
      secret: 'of the flavour',
    });
  });

  it('uses that of an image that it uses, and builds no parent', async () => {
    await workspace.lock({ flavours: ['team', 'child'] });
    const before = builds().length;
    const { outcomes } = await workspace.lock({ flavours: ['guest'] });
    expect(outcomes.get('guest@17.3-LTS')?.state).toBe('done');
    expect(read('guest/locks/17.3-LTS.txt')).toContain('nx lock guest');
    const [[target, context] = [], ...more] = builds().slice(before);
    expect([target, more]).toEqual([handOverStage, []]);
    expect(context).toMatch(/\.brickyard\/flavour\/uv.txt\0[^]*\0idna\n/);
    expect(context).toMatch(/\0uv.txt\0[^]*\0uv==1\n/);
    expect(context).toContain('.brickyard/flavour/.brickyard/constraints.txt');
    expect(context).toMatch(/\.brickyard\/lock\/kind\0[^]*\0python\n/);
    expect(context).not.toContain('of the flavour');
    expect(context).not.toContain('virtualenv\n');
  });

  it('does not need what cannot be built', async () => {
    await workspace.lock({ flavours: ['team', 'child'] });
    workspace.engine.failures.build = ({ target }) =>
      target === handOverStage ? undefined : new Error('cannot be built');
    const { outcomes } = await workspace.lock({ flavours: ['guest'] });
    expect(outcomes.get('guest@17.3-LTS')?.state).toBe('done');
  });

  it('says so when there is none', async () => {
    workspace.addFlavour('tools', { Dockerfile: 'FROM ubuntu:24.04\n' });
    await workspace.lock({ flavours: ['team', 'child'] });
    const result = await workspace.lock({ flavours: ['guest'] });
    expect(errorOfTask(result, 'guest@17.3-LTS')).toMatchObject({
      code: 'LOCK_FAILED',
      message:
        'packages/guest/Dockerfile: neither it nor an image that it uses has a stage named lock to resolve its locks in',
    });
  });

  it('rests on the locks of the images below', async () => {
    await workspace.lock({ flavours: ['team'] });
    const result = await workspace.lock({ flavours: ['guest'] });
    const { code, message } = errorOfTask(result, 'guest@17.3-LTS') ?? {};
    expect(code).toBe('LOCK_STALE');
    expect(message).toContain('packages/child/requirements.txt is not locked');
  });
});
