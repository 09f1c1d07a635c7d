import { buffer } from 'node:stream/consumers';

import { pack } from 'tar-stream';

import { connectEngine, DockerEngine } from './docker-engine';
import { ignore, packFiles } from './testing/contract-request';
import type { Answers, LoopbackDaemon } from './testing/loopback-daemon';
import { replyJson, startDaemon } from './testing/loopback-daemon';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const IMAGE = { Id: 'sha256:1', RepoTags: ['r:5/x:1'], Size: 1, Created: 0 };
const INSPECTED = { ...IMAGE, Created: '2020-01-01T00:00:00Z' };

describe('DockerEngine', () => {
  let daemon: LoopbackDaemon;
  let engine: DockerEngine;

  async function start(answers: Answers): Promise<void> {
    daemon = await startDaemon(answers);
    engine = new DockerEngine(daemon.endpoint);
  }
  afterEach(async () => {
    engine.close();
    await daemon.close();
  });

  describe('listImages', () => {
    it('lists what has a tag, in one request after its greeting', async () => {
      const untagged = { ...IMAGE, RepoTags: ['<none>:<none>'] };
      await start({
        'GET /images/json': (_, to) => replyJson(to, 200, [IMAGE, untagged]),
      });
      const images = await engine.listImages();
      expect(images).toMatchObject([{ tags: ['r:5/x:1'] }]);
      const asked = ['GET /_ping', 'GET /v1.41/images/json'];
      expect(daemon.requests).toEqual(asked);
      await engine.listImages();
      expect(daemon.requests).toEqual([...asked, 'GET /v1.41/images/json']);
    });

    it('rejects ENGINE_UNREACHABLE when nothing listens', async () => {
      await start({});
      await daemon.close();
      const { address } = daemon.endpoint;
      await expect(engine.listImages()).rejects.toMatchObject({
        code: 'ENGINE_UNREACHABLE',
        message: expect.stringContaining(address) as unknown,
      });
    });

    it('uses what the environment says', async () => {
      await start({ 'GET /images/json': (_, to) => replyJson(to, 200, []) });
      const env = { DOCKER_HOST: daemon.endpoint.address };
      const other = connectEngine({ env, platform: 'linux', home: '/none' });
      expect(await other.listImages()).toEqual([]);
      other.close();
    });
  });

  describe('inspectImage', () => {
    it.each([
      [404, 'anything', undefined],
      [500, 'No such image: x', 'ENGINE_FAILED'],
    ])(
      'answers status %d "%s" by its status',
      async (status, message, code) => {
        await start({
          'GET /images/x/json': (_, to) => replyJson(to, status, { message }),
        });
        const found = engine.inspectImage('x');
        if (code === undefined) expect(await found).toBeUndefined();
        else await expect(found).rejects.toMatchObject({ code });
      },
    );
  });

  describe('measureImage', () => {
    const graph = { DriverStatus: [['Backing Filesystem', 'extfs']] };
    const snapshots = {
      DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']],
    };

    async function startWith(info: object): Promise<void> {
      const layer = await buffer(packFiles({ a: 'x'.repeat(900) }));
      const manifest = JSON.stringify([{ Layers: ['layer'] }]);
      const tar = pack();
      tar.entry({ name: 'layer' }, layer);
      tar.entry({ name: 'manifest.json' }, manifest);
      tar.finalize();
      await start({
        'GET /images/x/json': (_, to) => replyJson(to, 200, INSPECTED),
        'GET /info': (_, to) => replyJson(to, 200, info),
        'GET /images/x/get': (_, to) => void tar.pipe(to),
      });
    }

    it('takes the size that an engine tells', async () => {
      await startWith(graph);
      expect(await engine.measureImage('x')).toBe(INSPECTED.Size);
      expect(daemon.requests).not.toContain('GET /images/x/get');
    });

    it("adds up files where the size in containerd's store is another", async () => {
      await startWith(snapshots);
      expect(await engine.measureImage('x')).toBe(900);
    });

    it('knows no size of what is not there', async () => {
      await startWith(graph);
      expect(await engine.measureImage('y')).toBeUndefined();
    });
  });

  // Stand-in: only the answer to /version is that of an engine on another processor.
  describe('on an engine that emulates', () => {
    const warnings: string[] = [];

    beforeEach(async () => {
      warnings.length = 0;
      await start({
        'GET /version': (_, to) => replyJson(to, 200, { Arch: 'arm64' }),
      });
      engine = new DockerEngine(daemon.endpoint, {}, (text) =>
        warnings.push(text),
      );
    });

    it('says so once, and gives programs more time', async () => {
      expect(await engine.slowdown()).toBe(5);
      expect(await engine.slowdown()).toBe(5);
      const words = expect.stringContaining('is for arm64') as unknown;
      expect(warnings).toEqual([words]);
    });

    it('says nothing to who only asks what there is', async () => {
      await engine.inspectImage('x');
      expect(warnings).toEqual([]);
    });
  });

  it('tags with repository and tag apart', async () => {
    await start({ 'POST /images/x/tag': (_, to) => replyJson(to, 201) });
    await engine.tagImage('x', 'r:5/team/x:1');
    expect(daemon.requests.slice(1)).toEqual([
      'POST /v1.41/images/x/tag?repo=r%3A5%2Fteam%2Fx&tag=1',
    ]);
  });

  describe('pushImage', () => {
    const push = () =>
      engine.pushImage(
        'r:5/x:1',
        { username: 'ann', password: 'hunter2' },
        ignore,
      );
    const there: Answers = {
      'GET /images/r:5/x:1/json': (_, to) => replyJson(to, 200, INSPECTED),
    };

    it('sends credentials and resolves to the digest', async () => {
      let auth = '';
      await start({
        ...there,
        'POST /images/r:5/x/push': (request, to) => {
          auth = String(request.headers['x-registry-auth']);
          replyJson(to, 200, { aux: { Digest: DIGEST } });
        },
      });
      expect(await push()).toEqual({ digest: DIGEST });
      expect(Buffer.from(auth, 'base64url').toString()).toContain('hunter2');
      expect(daemon.requests.at(-1)).toBe(
        'POST /v1.41/images/r:5/x/push?tag=1',
      );
    });

    it('rejects when the engine dies in the middle', async () => {
      await start({
        ...there,
        'POST /images/r:5/x/push': (_, to) => {
          to.write('{"status":"Pushing","id":"l1"}\n', () => to.destroy());
        },
      });
      const code = 'ENGINE_UNREACHABLE';
      await expect(push()).rejects.toMatchObject({ code });
    });

    it('rejects INTERRUPTED when it is closed in the middle', async () => {
      await start({
        ...there,
        'POST /images/r:5/x/push': (_, to) =>
          to.write('{}\n', () => engine.close()),
      });
      await expect(push()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    });
  });
});
