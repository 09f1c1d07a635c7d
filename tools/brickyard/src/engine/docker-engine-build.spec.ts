import { Readable } from 'node:stream';

import { statusCodec } from './build/buildkit-proto';
import { DockerEngine } from './docker-engine';
import type { BuildEvent, BuildRequest } from './engine';
import { ignore, requestOf } from './testing/contract-request';
import type { Answers, LoopbackDaemon } from './testing/loopback-daemon';
import { replyJson, startDaemon } from './testing/loopback-daemon';

const INSPECTED = {
  Id: 'sha256:1',
  RepoTags: ['r:5/x:1'],
  Size: 1,
  Created: '2020-01-01T00:00:00Z',
};

describe('DockerEngine: a build', () => {
  let daemon: LoopbackDaemon;
  let engine: DockerEngine;

  async function start(answers: Answers, environment = {}): Promise<void> {
    daemon = await startDaemon(answers);
    engine = new DockerEngine(daemon.endpoint, environment);
  }
  afterEach(async () => {
    engine.close();
    await daemon.close();
  });

  const build = (
    over: Partial<BuildRequest>,
    onEvent: (event: BuildEvent) => void = ignore,
  ) => engine.buildImage(requestOf(over), onEvent);

  describe('buildImage', () => {
    const trace = (text: string) => ({
      id: 'moby.buildkit.trace',
      aux: statusCodec
        .encode({
          vertexes: [],
          logs: [{ vertex: 'v', stream: 1, text: Buffer.from(text) }],
          warnings: [],
        })
        .toString('base64'),
    });
    const ended = { id: 'moby.image.id', aux: { ID: 'sha256:1' } };

    /** Answers as an engine does once it has the context. */
    function answerBuild(...messages: unknown[]): Answers {
      return {
        'POST /build': (request, to) => {
          request.resume().on('end', () => replyJson(to, 200, ...messages));
        },
        'POST /build/cancel': (_, to) => replyJson(to, 200),
      };
    }

    it.each([
      ['linux/amd64', undefined],
      ['linux/arm64', 'BUILD_FAILED'],
    ])('takes an image for %s: %s', async (built, code) => {
      const [Os, Architecture] = built.split('/');
      const image = { ...INSPECTED, Os, Architecture };
      await start({
        ...answerBuild(ended),
        'GET /images/sha256:1/json': (_, to) => replyJson(to, 200, image),
        'DELETE /images/x:1': (_, to) => replyJson(to, 200, []),
      });
      const done = build({ tags: ['x:1'] });
      if (code === undefined) await done;
      else await expect(done).rejects.toMatchObject({ code });
      const removed = daemon.requests.includes('DELETE /v1.41/images/x:1');
      expect(removed).toBe(code !== undefined);
    });

    it('names its session and resolves to the id', async () => {
      await start(answerBuild(ended));
      expect(await build({})).toEqual({ id: 'sha256:1' });
      const query = new URLSearchParams(daemon.requests[1]?.split('?')[1]);
      const uuid = daemon.sessions[0]?.headers['x-docker-expose-session-uuid'];
      expect(query.get('session')).toBe(uuid);
      expect(query.get('version')).toBe('2');
    });

    it('hides secrets in the log and in the failure', async () => {
      await start(answerBuild(trace('is hunter2\n'), { error: 'bad hunter2' }));
      const lines: string[] = [];
      const secrets = { token: Buffer.from('hunter2\n') };
      const built = build({ secrets }, (event) => {
        if (event.type === 'log') lines.push(event.line);
      });
      await expect(built).rejects.toMatchObject({
        code: 'BUILD_FAILED',
        message: expect.stringContaining('bad ***') as unknown,
      });
      expect(lines).toEqual(['is ***']);
    });

    it('hides the password of a proxy that the environment names', async () => {
      const messages = [trace('is hunter2\n'), { error: 'bad hunter2' }];
      const HTTPS_PROXY = 'http://ann:hunter2@proxy:3128';
      await start(answerBuild(...messages), { HTTPS_PROXY });
      const lines: string[] = [];
      const built = build({}, (event) => {
        if (event.type === 'log') lines.push(event.line);
      });
      await expect(built).rejects.toMatchObject({
        message: expect.stringContaining('bad ***') as unknown,
      });
      expect(lines).toEqual(['is ***']);
    });

    it.each([
      ['an id', [trace('x\n')]],
      ['anything', []],
    ])('rejects an answer that ends before %s', async (_what, messages) => {
      await start(answerBuild(...messages));
      const code = 'ENGINE_UNREACHABLE';
      await expect(build({})).rejects.toMatchObject({ code });
    });

    it('rejects when the engine dies in the middle', async () => {
      await start({
        'POST /build': (_, to) => to.write('{}\n', () => to.destroy()),
      });
      const code = 'ENGINE_UNREACHABLE';
      await expect(build({})).rejects.toMatchObject({ code });
    });

    it('rejects what the engine refuses at once', async () => {
      const refuse = { message: 'no BuildKit' };
      await start({ 'POST /build': (_, to) => replyJson(to, 400, refuse) });
      await expect(build({})).rejects.toMatchObject({
        code: 'ENGINE_FAILED',
        message: expect.stringContaining('no BuildKit') as unknown,
      });
    });

    it.each(['CONTEXT_CHANGED', 'CONTEXT_UNREADABLE'])(
      'passes on %s of the context and cancels the build',
      async (code) => {
        const cause = code === 'CONTEXT_CHANGED' ? changedError() : undefined;
        const context = new Readable({ read: () => undefined });
        await start({
          ...answerBuild(),
          'POST /build': () => context.destroy(cause),
        });
        context.push('x');
        await expect(build({ context })).rejects.toMatchObject({ code });
        const cancelled = daemon.requests.at(-1)?.split('?id=');
        expect(cancelled?.[0]).toBe('POST /v1.41/build/cancel');
        expect(daemon.requests[1]).toContain(`buildid=${cancelled?.[1]}`);
      },
    );

    it('asks the engine nothing when it is aborted before', async () => {
      await start(answerBuild(ended));
      const request = requestOf({ signal: AbortSignal.abort() });
      const built = engine.buildImage(request, ignore);
      await expect(built).rejects.toMatchObject({ code: 'INTERRUPTED' });
      expect(daemon.requests).toEqual([]);
      expect(request.context.destroyed).toBe(true);
    });

    it('lets go of the context when the engine is not there', async () => {
      await start({});
      await daemon.close();
      const request = requestOf({});
      const built = engine.buildImage(request, ignore);
      await expect(built).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
      expect(request.context.destroyed).toBe(true);
    });

    it('says of an engine without BuildKit what to do', async () => {
      await start({
        'GET /_ping': (_, to) =>
          to.writeHead(200, { 'Libpod-Api-Version': '4.3.1' }).end('OK'),
        'POST /session': (_, to) => to.writeHead(404).end('Not Found'),
      });
      daemon.refuseUpgrades();
      await expect(build({})).rejects.toMatchObject({
        code: 'ENGINE_FAILED',
        message: `Podman 4.3.1 at ${daemon.endpoint.address} cannot build: its API has no BuildKit`,
        hint: expect.stringContaining('DOCKER_HOST') as unknown,
      });
    });

    // Stand-in: an engine of that version, behind something that knows HTTP/1 only.
    it('falls back to /session where gRPC does not get through', async () => {
      await start({
        ...answerBuild(ended),
        'GET /_ping': (_, to) =>
          to.writeHead(200, { 'Api-Version': '1.53' }).end('OK'),
      });
      expect(await build({})).toEqual({ id: 'sha256:1' });
      expect(daemon.sessions).toHaveLength(1);
    });

    it('rejects INTERRUPTED and cancels the build', async () => {
      const { signal, stop } = stoppable();
      await start({ ...answerBuild(), 'POST /build': stop });
      const built = build({ signal });
      await expect(built).rejects.toMatchObject({ code: 'INTERRUPTED' });
      expect(daemon.requests.at(-1)).toContain('POST /v1.41/build/cancel?id=');
    });
  });
});

function changedError(): Error {
  const fields = { name: 'BrickyardError', code: 'CONTEXT_CHANGED' };
  return Object.assign(new Error('a changed'), fields);
}

function stoppable() {
  const controller = new AbortController();
  return { signal: controller.signal, stop: () => controller.abort() };
}
