import type { AttachRequest } from '../../engine/engine';
import { build } from '../../engine/testing/contract-request';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { BrickyardError } from '../../errors';
import { builtInRuntimes } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import { openShell, type ShellRequest } from './open-shell';

let engine: FakeEngine;
let said: string[];
beforeEach(async () => {
  said = [];
  engine = new FakeEngine({ session: () => 7 });
  await build(engine, { tags: ['brickyard/own:dbr17.3'] });
  await build(engine, { tags: ['brickyard/own:dbr16.4'] }, 'other');
  await build(engine, { tags: ['elsewhere.example/team/image:1'] }, 'third');
});

describe('openShell', () => {
  it.each([
    [{ reference: 'own' }, 'brickyard/own:dbr17.3'],
    [{ reference: 'own@16.4-LTS' }, 'brickyard/own:dbr16.4'],
    [{ reference: 'own', runtime: '16.4-LTS' }, 'brickyard/own:dbr16.4'],
    [
      { reference: 'elsewhere.example/team/image:1' },
      'elsewhere.example/team/image:1',
    ],
  ])('runs a command in the image of %j', async (asked, image) => {
    expect(await open({ ...asked, command: ['ls', '-l'] })).toBe(7);
    const [session] = engine.sessions;
    expect(session).toMatchObject({ image, command: ['ls', '-l'], init: true });
    expect(session?.network).toBe('bridge');
  });

  it('opens a shell where there is no command, whose first process that is', async () => {
    await open({});
    const { command, init } = engine.sessions[0] as AttachRequest;
    expect(command.join(' ')).toContain('exec bash');
    expect(init).toBe(false);
  });

  it('has the network of builds, or none', async () => {
    await open({ buildNetwork: 'host' });
    await open({ buildNetwork: 'host', isOffline: true });
    const networks = engine.sessions.map(({ network }) => network);
    expect(networks).toEqual(['host', undefined]);
  });

  it('shares a folder of this machine', async () => {
    await open({ folder: '/home/me/work' });
    const folder = { source: '/home/me/work', target: '/workspace' };
    expect(engine.sessions[0]?.folder).toEqual(folder);
  });

  it('refuses to share it with an engine elsewhere, before anything else', async () => {
    engine.elsewhere = 'ssh://build.example';
    const done = open({ folder: '/home/me/work', reference: 'unbuilt' });
    await expect(done).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringMatching(
        /ssh:\/\/build\.example.*\/home\/me\/work/,
      ) as unknown,
    });
    expect(said).toEqual([]);
  });

  it('says how to build what is nowhere', async () => {
    const done = open({ reference: 'unbuilt', runtime: '16.4-LTS' });
    await expect(done).rejects.toMatchObject({
      code: 'IMAGE_UNKNOWN',
      message: expect.stringContaining('REGISTRY_UNREACHABLE') as unknown,
      hint: 'build it: npx nx docker-build unbuilt --runtime=16.4-LTS',
    });
    expect(said).toEqual(['registry.example/team/unbuilt:dbr16.4: pulling it']);
  });

  it('leaves an engine that does not answer as it is told', async () => {
    const code = 'ENGINE_UNREACHABLE';
    engine.failures.engine = () => new BrickyardError(code, 'no engine');
    await expect(open({})).rejects.toMatchObject({ code });
  });

  it('says what an image without a shell can do', async () => {
    engine.session = () => {
      throw new BrickyardError('CONTAINER_FAILED', 'no sh');
    };
    await expect(open({})).rejects.toMatchObject({
      message: 'no sh',
      hint: expect.stringContaining('-- <command>') as unknown,
    });
    const hint = undefined;
    await expect(open({ command: ['x'] })).rejects.toMatchObject({ hint });
  });

  it('takes the streams once there is something to run', async () => {
    const order: string[] = [];
    engine.session = () => order.push('runs');
    await open({ onReady: () => void order.push('ready') });
    expect(order).toEqual(['ready', 'runs']);
  });
});

function open({
  buildNetwork,
  ...asked
}: Partial<ShellRequest> & { buildNetwork?: 'host' }): Promise<number> {
  engine.failures.engine ??= () => undefined;
  const definition = { runtimes: ['17.3-LTS', '16.4-LTS'] };
  const flavours = ['own', 'unbuilt'].map((name) => {
    return { name, path: `packages/${name}`, definition };
  });
  const workspace = {
    runtimes: builtInRuntimes,
    ...{ flavours, broken: [] },
    options: {
      ...{ registry: 'registry.example', namespace: 'team', buildNetwork },
      localNamespace: 'brickyard',
    },
  } as unknown as Workspace;
  const request: ShellRequest = {
    ...{ workspace, reference: 'own', command: [] },
    credentials: () => Promise.resolve(undefined),
    say: (text) => void said.push(text),
    streams: { onOutput: () => undefined },
    onReady: () => undefined,
    ...asked,
  };
  return openShell(request, { engine });
}
