import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import { expectSuccess } from './expectations';
import { findSshd, type SshAlias, SshServer } from './ssh-server';
import { TestBed } from './test-bed';
import { addTinyFlavours, showTiny } from './tiny-flavours';

/** Skipped where there is no OpenSSH, no `docker` command, or no sshd to be had. */
const unlessMissing = findSshd() ? describe : describe.skip;

unlessMissing('an engine behind ssh', () => {
  let bed: TestBed;
  let server: SshServer;

  beforeAll(async () => {
    server = await SshServer.start();
    bed = await TestBed.open();
    addTinyFlavours(bed);
  });
  afterAll(async () => {
    await bed?.close();
    await server?.close();
  });

  it('builds, tests and publishes under an alias of the ssh config', async () => {
    const pushed = await bed.workspace.push(server.env('works'));
    expectSuccess(pushed);
    expect(pushed.output).not.toMatch(/DEP0|deprecat/i);
    expect(await showTiny(bed, 'child')).toContain('pandas==2.2.3');
    expect(await bed.publishedTags('child')).toContain('latest');
    const { images } = await bed.workspace.plan(server.env('works'));
    expect(images.map(({ action }) => action)).toEqual(['reuse', 'reuse']);
    await server.expectNoClients();
  });

  it('leaves no ssh behind when a build is interrupted', async () => {
    const { workspace } = bed;
    workspace.addFlavour('slow', {
      Dockerfile: 'FROM ubuntu:24.04\nRUN echo begins && sleep 600\n',
    });
    const words = ['run', 'slow:docker-build'];
    const building = workspace.startNx(words, server.env('works'));
    await building.waitFor('begins');
    expect(server.hasClients).toBe(true);
    building.pressCtrlC();
    expect((await building.finished).status).not.toBe(0);
    await server.expectNoClients();
  });

  const listImages = async (env: Record<string, string | undefined>) => {
    const place = { env: { ...process.env, ...env }, home: '/nowhere' };
    const engine = connectEngine({ ...place, platform: process.platform });
    try {
      return await engine.listImages();
    } finally {
      engine.close();
    }
  };

  it.each<[SshAlias, string, string, string, string]>([
    ['new-key', '', 'ENGINE_DENIED', 'Host key verification', 'ssh new-key'],
    ['changed-key', '', 'ENGINE_DENIED', 'has changed', 'ssh-keygen -R'],
    ['no-login', '', 'ENGINE_DENIED', 'Permission denied (', 'ssh-add'],
    ['no-docker', '', 'ENGINE_UNREACHABLE', 'not found', 'install Docker'],
    ['works', '/no.sock', 'ENGINE_UNREACHABLE', '/no.sock', 'start Docker'],
    ['nobody-listens', '', 'ENGINE_UNREACHABLE', 'refused', 'docker version'],
  ])('says why %s%s is %s', async (alias, socket, code, message, hint) => {
    const listed = listImages(server.env(alias, socket));
    await expect(listed).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as unknown,
      hint: expect.stringContaining(hint) as unknown,
    });
    await server.expectNoClients();
  });

  it('tells a command the same', async () => {
    const env = server.env('new-key');
    const { output } = await bed.workspace.brickyard(['plan'], env);
    expect(output).toMatch(/Host key verification failed.*\[ENGINE_DENIED\]/);
    expect(output).toContain('hint: connect once with `ssh new-key`');
  });
});
