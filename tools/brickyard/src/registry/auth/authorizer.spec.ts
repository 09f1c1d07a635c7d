import { HttpRegistry } from '../http-registry';
import { digestOf } from '../protocol/digest';
import type { MemoryAuthOptions } from '../testing/memory-auth';
import type { RegistryFault } from '../testing/memory-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import type { Credentials } from './login';

const bob = { username: 'bob', password: 'hunter2' };
const users = {
  bob: { password: 'hunter2' },
  reader: { password: 'pw', actions: ['pull'] },
  '<token>': { password: 'identity-1', identityToken: 'identity-1' },
};
const ABSENT = digestOf(new Uint8Array([1]));

describe('authorization', () => {
  let memory: MemoryRegistry;

  async function start(auth: Partial<MemoryAuthOptions>) {
    memory = await MemoryRegistry.start({
      auth: { scheme: 'bearer', users, ...auth },
    });
    return { registry: memory.host, repository: 'team/python' };
  }
  afterEach(() => memory.close());

  function as(credentials?: Credentials, now?: () => number) {
    const credentialsFor = async () => credentials;
    return new HttpRegistry({ credentialsFor, env: {}, now });
  }

  function tokenRequests() {
    return memory.requests.filter(({ path }) => path.startsWith('/token'));
  }

  /** Requests and their answers, in order: `token 200`, `registry 401`. */
  function listExchanges() {
    return memory.requests.map(({ path, status }) =>
      path.startsWith('/token') ? `token ${status}` : `registry ${status}`,
    );
  }

  describe('Basic', () => {
    it('is learned once, then each request is one', async () => {
      const at = await start({ scheme: 'basic' });
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      await registry.hasBlob(at, ABSENT);
      expect(memory.requests.map(({ status }) => status)).toEqual([
        401, 404, 404,
      ]);
    });

    it.each([
      ['wrong', { username: 'bob', password: 'hunter3' }, /docker login 127/],
      ['no', undefined, /BRICKYARD_REGISTRY_USERNAME/],
    ])('with %s credentials fails', async (_name, credentials, hint) => {
      const at = await start({ scheme: 'basic' });
      const failed = as(credentials).headManifest(at, 'latest');
      await expect(failed).rejects.toMatchObject({
        code: 'REGISTRY_UNAUTHORIZED',
        status: 401,
        hint: expect.stringMatching(hint) as string,
      });
    });

    it('does not insist on a password that was refused', async () => {
      const at = await start({ scheme: 'basic' });
      const registry = as({ username: 'bob', password: 'hunter3' });
      await expect(registry.listTags(at)).rejects.toThrow();
      await expect(registry.listTags(at)).rejects.toThrow();
      expect(memory.requests).toHaveLength(3);
    });

    it('shows no password that the registry repeats', async () => {
      const at = await start({ scheme: 'basic' });
      const password = 'hunter 2/';
      const registry = as({ username: 'bob', password });
      await expect(registry.hasBlob(at, ABSENT)).rejects.toThrow();
      const body = 'bob has hunter 2/, in a form hunter%202%2F';
      memory.fail({ reply: { status: 400, body } });
      await expect(registry.listTags(at)).rejects.toMatchObject({
        message: expect.stringContaining(
          'bob has ***, in a form ***',
        ) as string,
      });
    });

    it('without the right to push fails', async () => {
      const at = await start({ scheme: 'basic' });
      const reader = as({ username: 'reader', password: 'pw' });
      await expect(
        reader.uploadBlob(at, new Uint8Array([2])),
      ).rejects.toMatchObject({
        code: 'REGISTRY_DENIED',
        ociCodes: ['DENIED'],
      });
    });
  });

  describe('Bearer', () => {
    it('asks for one token per repository and right', async () => {
      const at = await start({});
      const other = { ...at, repository: 'team/r' };
      const registry = as(bob);
      const all = Array.from({ length: 20 }, () =>
        registry.hasBlob(at, ABSENT),
      );
      await Promise.all(all);
      await registry.hasBlob(other, ABSENT);
      const path = (name: string) =>
        `/token?service=memory-registry&scope=repository%3Ateam%2F${name}%3Apull`;
      expect(tokenRequests().map((r) => r.path)).toEqual([
        path('python'),
        path('r'),
      ]);
      // One more request asks whether a token is wanted at all.
      expect(registry.counts).toMatchObject({ head: 22, get: 0 });
    });

    it('lets the anonymous read what is public', async () => {
      const at = await start({ anonymous: ['pull'] });
      expect(await as().hasBlob(at, ABSENT)).toBe(false);
      expect(tokenRequests()).toMatchObject([{ authorization: undefined }]);
    });

    it('tells the anonymous to log in before they push', async () => {
      const at = await start({ anonymous: ['pull'] });
      await expect(
        as().uploadBlob(at, new Uint8Array([2])),
      ).rejects.toMatchObject({ code: 'REGISTRY_UNAUTHORIZED' });
    });

    it('with a wrong password fails and does not show it', async () => {
      const at = await start({});
      const reply = {
        status: 401,
        body: 'no hunter3 (Ym9iOmh1bnRlcjM=) here',
      };
      memory.fail({ path: /^\/token/, reply });
      const failed = as({ ...bob, password: 'hunter3' }).listTags(at);
      await expect(failed).rejects.toMatchObject({
        code: 'REGISTRY_UNAUTHORIZED',
        message: expect.stringContaining('no *** (***) here') as string,
      });
    });

    it('without the right to push is denied, and not asked twice', async () => {
      const at = await start({});
      const reader = as({ username: 'reader', password: 'pw' });
      const manifest = { bytes: Buffer.from('{}'), mediaType: 'x' };
      for (const tag of ['a', 'b']) {
        await expect(
          reader.putManifest(at, tag, manifest),
        ).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
      }
      expect(tokenRequests().map(({ status }) => status)).toEqual([200]);
    });

    it('renews a token that the registry no longer takes, once', async () => {
      const at = await start({});
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      memory.revokeTokens();
      await Promise.all([1, 2, 3].map(() => registry.hasBlob(at, ABSENT)));
      expect(tokenRequests().map(({ status }) => status)).toEqual([200, 200]);
      const answered = ['registry 404', 'registry 404', 'registry 404'];
      expect(listExchanges().slice(-3)).toEqual(answered);
    });

    it.each([
      ['what expires_in says', 300, 269_000, 271_000],
      ['60 s when it says nothing', undefined, 53_000, 55_000],
    ])('keeps a token for %s', async (_name, expiresIn, still, over) => {
      const at = await start({ expiresIn });
      let now = 0;
      const registry = as(bob, () => now);
      await registry.hasBlob(at, ABSENT);
      now = still;
      await registry.hasBlob(at, ABSENT);
      now = over;
      await registry.hasBlob(at, ABSENT);
      expect(listExchanges()).toEqual([
        ...['registry 401', 'token 200', 'registry 404'],
        ...['registry 404', 'token 200', 'registry 404'],
      ]);
    });

    it('asks for both repositories of a mount', async () => {
      const at = await start({});
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      await registry.mountBlob(at, ABSENT, 'team/r');
      const second = tokenRequests()[1];
      const query = new URLSearchParams(second?.path.split('?')[1]);
      expect(query.getAll('scope')).toEqual([
        'repository:team/python:pull,push',
        'repository:team/r:pull',
      ]);
    });

    it('asks for the right to delete', async () => {
      const at = await start({});
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      await registry.deleteManifest(at, ABSENT);
      expect(tokenRequests()[1]?.path).toMatch(
        /registry&scope=repository%3Ateam%2Fpython%3Adelete$/,
      );
    });

    it('takes a token by its other name', async () => {
      const at = await start({});
      const body = '{"access_token":"mine"}';
      memory.fail({ path: /^\/token/, reply: { status: 200, body } });
      await expect(as(bob).listTags(at)).rejects.toMatchObject({ status: 401 });
      expect(memory.requests.at(-1)?.authorization).toBe('Bearer mine');
    });

    it('learns a scope that the registry wants beyond ours', async () => {
      const at = await start({});
      const challenge = `Bearer realm="${memory.origin}/token",scope="repository:base:pull"`;
      const headers = { 'www-authenticate': challenge };
      memory.fail({ reply: { status: 401, headers } });
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      await registry.hasBlob(at, ABSENT);
      expect(tokenRequests().map(({ path }) => path)).toEqual([
        expect.stringMatching(
          /scope=.*python.*scope=repository%3Abase%3Apull/,
        ) as string,
      ]);
    });
  });

  describe('identity tokens', () => {
    const identity = { username: '<token>', password: 'identity-1' };

    it('are traded by OAuth2', async () => {
      const at = await start({ oauth: true });
      expect(await as(identity).hasBlob(at, ABSENT)).toBe(false);
      expect(tokenRequests()).toMatchObject([
        { method: 'POST', path: '/token', authorization: undefined },
      ]);
    });

    it.each([404, 405])('fall back to GET after %d', async (status) => {
      const at = await start({});
      memory.fail({ path: /^\/token/, reply: { status } });
      expect(await as(identity).hasBlob(at, ABSENT)).toBe(false);
      expect(tokenRequests().map((r) => `${r.method} ${r.status}`)).toEqual([
        `POST ${status}`,
        'GET 200',
      ]);
    });

    it('that are refused ask for a new login', async () => {
      const at = await start({ oauth: true });
      const failed = as({ ...identity, password: 'old-one' }).listTags(at);
      await expect(failed).rejects.toMatchObject({
        code: 'REGISTRY_UNAUTHORIZED',
        hint: expect.stringContaining('again') as string,
      });
    });

    it('are not sent on by a redirect', async () => {
      const at = await start({ oauth: true });
      const headers = { location: `${memory.origin}/v2/stolen` };
      memory.fail({ path: /^\/token/, reply: { status: 307, headers } });
      await expect(as(identity).listTags(at)).rejects.toMatchObject({
        code: 'REGISTRY_FAILED',
      });
      expect(memory.count('POST', /stolen/)).toBe(0);
    });
  });

  describe('a challenge that cannot be met', () => {
    it.each([
      ['without a realm', 'Bearer service="x"', 'REGISTRY_FAILED'],
      ['with a realm that is not a URL', 'Bearer realm="x"', 'REGISTRY_FAILED'],
      [
        'with a realm in the open',
        'Bearer realm="http://auth.test/"',
        'REGISTRY_FAILED',
      ],
      ['of an unknown kind', 'Negotiate', 'REGISTRY_UNAUTHORIZED'],
      ['that is none', '', 'REGISTRY_UNAUTHORIZED'],
    ])('%s fails', async (_name, challenge, code) => {
      const at = await start({});
      const headers = { 'www-authenticate': challenge };
      memory.fail({ reply: { status: 401, headers } });
      await expect(as(bob).listTags(at)).rejects.toMatchObject({ code });
    });

    it.each([
      ['no JSON', 'hunter2'],
      ['no token', '{"a":"hunter2"}'],
      ['null', 'null'],
    ])('by a token server that answers with %s fails', async (_name, body) => {
      const at = await start({});
      const fault: RegistryFault = {
        path: /^\/token/,
        reply: { status: 200, body },
      };
      memory.fail(fault);
      const failed = as(bob).listTags(at);
      await expect(failed).rejects.toMatchObject({
        code: 'REGISTRY_FAILED',
        message: expect.stringContaining('without a token') as string,
      });
      await expect(failed).rejects.not.toThrow(/hunter2/);
    });

    it('comes from another origin and gets nothing', async () => {
      const at = await start({ scheme: 'basic' });
      const thief = await MemoryRegistry.start({
        auth: { scheme: 'bearer', users },
      });
      const headers = { location: `${thief.origin}/v2/a/blobs/${ABSENT}` };
      const registry = as(bob);
      await registry.hasBlob(at, ABSENT);
      memory.fail({ reply: { status: 307, headers } });
      await expect(registry.hasBlob(at, ABSENT)).rejects.toMatchObject({
        status: 401,
      });
      expect(thief.requests).toMatchObject([{ authorization: undefined }]);
      await thief.close();
    });
  });
});
