import { MemoryRegistry } from '../registry/testing/memory-registry';
import type { ClientRequest, HttpClientOptions } from './http-client';
import { HttpClient } from './http-client';

describe('HttpClient', () => {
  let memory: MemoryRegistry;
  let slept: number[];
  const sleep = async (ms: number) => slept.push(ms);

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    slept = [];
  });
  afterEach(() => memory.close());

  function client(options: HttpClientOptions = {}) {
    return new HttpClient({ env: {}, sleep, random: () => 0.5, ...options });
  }

  function request(change: Partial<ClientRequest> = {}): ClientRequest {
    const url = new URL('/v2/', memory.origin);
    const flags = { counted: true, retriable: true, redirects: 'any' as const };
    return { method: 'GET', url, headers: {}, ...flags, ...change };
  }

  describe('retries', () => {
    it.each([429, 500, 502, 503, 504])('%d until it passes', async (status) => {
      memory.fail({ times: 2, reply: { status } });
      expect((await client().send(request())).status).toBe(200);
      expect(slept).toEqual([250, 500]);
    });

    it.each([400, 401, 403, 404, 501])('never %d', async (status) => {
      memory.fail({ times: 9, reply: { status } });
      expect((await client().send(request())).status).toBe(status);
      expect(memory.requests).toHaveLength(1);
    });

    it('as long as Retry-After says', async () => {
      const headers = { 'retry-after': '7' };
      memory.fail({ reply: { status: 429, headers } });
      await client().send(request());
      expect(slept).toEqual([7000]);
    });

    it('until the date that Retry-After says', async () => {
      const headers = { 'retry-after': 'Wed, 01 Jan 2025 00:00:10 GMT' };
      memory.fail({ reply: { status: 503, headers } });
      const now = () => Date.parse('2025-01-01T00:00:00Z');
      await client({ now }).send(request());
      expect(slept).toEqual([10_000]);
    });

    it('a connection that was reset', async () => {
      memory.fail({ reply: 'drop' });
      expect((await client().send(request())).status).toBe(200);
      expect(slept).toEqual([250]);
    });

    it('no more than four times, and gives the last answer', async () => {
      memory.fail({ times: 9, reply: { status: 503, body: 'busy' } });
      const response = await client().send(request());
      expect(Buffer.from(response.body).toString()).toBe('busy');
      expect(memory.requests).toHaveLength(5);
    });

    it('nothing that must not be sent twice', async () => {
      memory.fail({ reply: { status: 503 } });
      memory.fail({ reply: 'drop' });
      const once = request({ retriable: false });
      expect((await client().send(once)).status).toBe(503);
      await expect(client().send(once)).rejects.toMatchObject({
        code: 'HTTP_FAILED',
        transient: true,
      });
    });
  });

  describe('redirects', () => {
    const headers = { authorization: 'Basic c2VjcmV0' };

    it('takes credentials along within an origin', async () => {
      memory.fail({ reply: { status: 307, headers: { location: '/v2/' } } });
      const response = await client().send(request({ headers }));
      expect(response).toMatchObject({ status: 200, sameOrigin: true });
      expect(memory.requests[1]?.authorization).toBe(headers.authorization);
    });

    it('leaves credentials behind when the origin changes', async () => {
      const other = await MemoryRegistry.start();
      const location = `${other.origin}/v2/?sig=x`;
      memory.fail({ reply: { status: 302, headers: { location } } });
      const response = await client().send(request({ headers }));
      expect(response).toMatchObject({ status: 200, sameOrigin: false });
      expect(other.requests).toMatchObject([{ authorization: undefined }]);
      await other.close();
    });

    it('follows five and no more', async () => {
      const reply = { status: 307, headers: { location: '/v2/' } };
      memory.fail({ times: 5, reply });
      expect((await client().send(request())).status).toBe(200);
      memory.fail({ times: 6, reply });
      await expect(client().send(request())).rejects.toMatchObject({
        code: 'HTTP_FAILED',
        failure: 'redirect',
        message: expect.stringContaining('5 redirects') as string,
      });
    });

    it('are answers where a body must not travel on', async () => {
      memory.fail({ reply: { status: 307, headers: { location: '/v2/' } } });
      const response = await client().send(request({ redirects: 'none' }));
      expect(response.status).toBe(307);
    });
  });

  it('counts every request it sends, by verb, if it is to be counted', async () => {
    memory.fail({ times: 2, reply: { status: 503 } });
    const http = client();
    await http.send(request());
    await http.send(request({ method: 'HEAD' }));
    await http.send(request({ counted: false }));
    expect(http.counts).toMatchObject({ get: 3, head: 1, put: 0 });
  });

  it('has at most 16 requests in flight', async () => {
    memory.fail({ times: 99, reply: 'hang' });
    const stop = new AbortController();
    const http = client({ signal: stop.signal });
    const all = Array.from({ length: 40 }, () => http.send(request()));
    const settled = Promise.allSettled(all);
    while (memory.requests.length < 16) await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(memory.requests.map(({ path }) => path)).toEqual(
      Array.from({ length: 16 }, () => '/v2/'),
    );
    stop.abort();
    await settled;
  });

  it('refuses an answer that is larger than expected', async () => {
    memory.fail({ reply: { status: 200, body: 'x'.repeat(11) } });
    await expect(
      client().send(request({ maxBytes: 10 })),
    ).rejects.toMatchObject({ code: 'HTTP_FAILED' });
  });

  it('gives up on a host that does not answer', async () => {
    memory.fail({ times: 9, reply: 'hang' });
    await expect(client({ timeout: 10 }).send(request())).rejects.toMatchObject(
      {
        code: 'HTTP_FAILED',
        message: expect.stringContaining(`${memory.host}: no answer`) as string,
      },
    );
    expect(slept).toEqual([]);
  });

  it('names a host where nothing listens, and does not insist', async () => {
    const { url } = request();
    await memory.close();
    await expect(client().send(request({ url }))).rejects.toMatchObject({
      code: 'HTTP_FAILED',
      message: `cannot reach ${url.host}: nothing listens there (ECONNREFUSED)`,
      failure: 'unreachable',
    });
    expect(slept).toEqual([]);
  });

  describe('an interrupt', () => {
    it('ends a request in flight', async () => {
      memory.fail({ reply: 'hang' });
      const stop = new AbortController();
      const sent = client({ signal: stop.signal }).send(request());
      const failed = expect(sent).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      while (memory.requests.length === 0) await new Promise(setImmediate);
      stop.abort();
      await failed;
    });

    it('ends a wait', async () => {
      memory.fail({ reply: { status: 503 } });
      const stop = new AbortController();
      const signal = stop.signal;
      const waiting = async () => {
        stop.abort();
        throw new Error('AbortError');
      };
      await expect(
        client({ signal, sleep: waiting }).send(request()),
      ).rejects.toMatchObject({ code: 'INTERRUPTED' });
    });

    it('keeps requests from being sent', async () => {
      const signal = AbortSignal.abort();
      await expect(client({ signal }).send(request())).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      expect(memory.requests).toEqual([]);
    });
  });
});
