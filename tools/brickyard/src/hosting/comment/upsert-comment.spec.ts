import { openHost } from '../open-host';
import { MemoryHost } from '../testing/memory-host';
import { upsertComment } from './upsert-comment';

let memory: MemoryHost;
/** Where a redirect leads to. */
let other: MemoryHost | undefined;
let waits: number[];
beforeEach(async () => {
  memory = await MemoryHost.start();
  memory.github.comments.set(7, []);
  memory.azure.threads.set(7, []);
  waits = [];
});
afterEach(async () => {
  await Promise.all([memory.close(), other?.close()]);
  other = undefined;
});

const timing = {
  sleep: (ms: number) => Promise.resolve(waits.push(ms)),
  now: () => 1_000_000,
  random: () => 0.5,
};
const marker = '<!-- brickyard: report -->';
type Kind = 'github' | 'azure';

function comment(text: string, kind: Kind = 'github', pullRequest = 7) {
  const host = openHost(memory[`${kind}Job`], { timing });
  return upsertComment(host, { pullRequest, marker: 'report', text });
}

function bodies(kind: Kind): string[] {
  if (kind === 'github')
    return (memory.github.comments.get(7) ?? []).map(({ body }) => body);
  return (memory.azure.threads.get(7) ?? [])
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ comments }) => comments[0]?.content ?? '');
}

/** By `author`, where `us` is whoever the token is of. */
function add(kind: Kind, body: string, author: 'us' | 'them' = 'us'): void {
  const id = (kind === 'github' ? 10 : 20) + bodies(kind).length;
  if (kind === 'github') {
    const user =
      author === 'us'
        ? { login: 'github-actions[bot]', type: 'Bot' }
        : { login: 'ada', type: 'User' };
    memory.github.comments.get(7)?.push({ id, body, user });
    return;
  }
  const by = { id: author === 'us' ? memory.azure.identity : 'ada' };
  const comments = [{ id: 1, content: body, author: by }];
  memory.azure.threads.get(7)?.push({ id, status: 'active', comments });
}

describe.each(['github', 'azure'] as const)('upsertComment at %s', (kind) => {
  it('creates, updates, and leaves what is the same', async () => {
    expect(await comment('one', kind)).toBe('created');
    expect(await comment('two', kind)).toBe('updated');
    memory.requests.length = 0;
    expect(await comment('two', kind)).toBe('unchanged');
    expect(bodies(kind)).toEqual([`${marker}\ntwo`]);
    expect(memory.requests).toHaveLength(memory.sent('GET').length);
  });

  it('takes other line ends and space at the end for the same', async () => {
    add(kind, `${marker}\r\na\r\nb`);
    expect(await comment('a\nb\n', kind)).toBe('unchanged');
  });

  it('keeps the oldest of several, and only ours', async () => {
    add(kind, 'a remark', 'them');
    add(kind, `${marker}\nby hand`, 'them');
    add(kind, `${marker}\nold`);
    add(kind, `> ${marker}\n> quoted`);
    add(kind, `${marker}\nyoung`);
    expect(await comment('new', kind)).toBe('updated');
    expect(bodies(kind)).toEqual([
      'a remark',
      `${marker}\nby hand`,
      `${marker}\nnew`,
      `> ${marker}\n> quoted`,
    ]);
  });

  it('looks before it sends again what got no answer', async () => {
    memory.fail({ method: 'POST', reply: 'lose' });
    expect(await comment('one', kind)).toBe('unchanged');
    expect(bodies(kind)).toHaveLength(1);
  });

  it('sends again what did not arrive', async () => {
    memory.fail({ method: 'POST', reply: 'drop' });
    expect(await comment('one', kind)).toBe('created');
    expect(bodies(kind)).toHaveLength(1);
  });

  it('refuses a text that the host would not take', async () => {
    const { comment: limit } = openHost(memory[`${kind}Job`]).limits;
    const longest = limit - marker.length - 1;
    expect(await comment('x'.repeat(longest), kind)).toBe('created');
    await expect(comment('x'.repeat(longest + 1), kind)).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(`at most ${limit}`) as string,
    });
  });

  it('never shows the token', async () => {
    const message = `token ${memory.token} is bad`;
    memory.fail({ reply: { status: 403, body: { message } } });
    await expect(comment('one', kind)).rejects.toMatchObject({
      message: expect.stringContaining('token *** is bad') as string,
    });
  });

  it.each([
    [401, 'HOST_UNAUTHORIZED'],
    [403, 'HOST_DENIED'],
    [404, 'HOST_NOT_FOUND'],
    [422, 'HOST_FAILED'],
  ])('fails at once with %i', async (status, code) => {
    memory.fail({ reply: { status, body: { message: 'no' } }, times: 9 });
    await expect(comment('one', kind)).rejects.toMatchObject({ code, status });
    expect(memory.requests).toHaveLength(1);
  });

  it('tries a lookup that fails five times', async () => {
    memory.fail({ reply: { status: 500, body: '<html>' }, times: 4 });
    expect(await comment('one', kind)).toBe('created');
    expect(waits).toEqual([250, 500, 1000, 2000]);
    memory.fail({ method: 'GET', reply: { status: 502 }, times: 99 });
    await expect(comment('two', kind)).rejects.toMatchObject({ status: 502 });
  });
});

describe('upsertComment', () => {
  it('reads every page of comments', async () => {
    memory.github.maxPage = 2;
    for (let i = 0; i < 5; i += 1) add('github', `remark ${i}`, 'them');
    add('github', `${marker}\nold`);
    expect(await comment('new')).toBe('updated');
    expect(memory.sent('GET')).toHaveLength(3);
  });

  it('goes to no other host for the next page', async () => {
    const link = '<https://elsewhere.example/x>; rel="next"';
    memory.fail({ reply: { status: 200, body: [], headers: { link } } });
    await expect(comment('one')).rejects.toMatchObject({
      message: expect.stringContaining('https://elsewhere.example') as string,
    });
  });

  it('knows the comments of the person whose token it is', async () => {
    memory.github.login = 'ada';
    add('github', `${marker}\nold`, 'them');
    expect(await comment('new')).toBe('updated');
  });

  it('waits as long as the limit says', async () => {
    const body = { message: 'slow down' };
    const reply = { status: 403, body, headers: { 'retry-after': '2' } };
    memory.fail({ method: 'POST', reply });
    const used = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1009' };
    memory.fail({ method: 'POST', reply: { ...reply, status: 429 } });
    memory.fail({
      method: 'POST',
      reply: { status: 403, body, headers: used },
    });
    expect(await comment('one')).toBe('created');
    expect(waits).toEqual([2000, 2000, 9000]);
    expect(bodies('github')).toHaveLength(1);
  });

  it('does not wait for an hour', async () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '4600',
    };
    memory.fail({ reply: { status: 403, body: {}, headers } });
    await expect(comment('one')).rejects.toMatchObject({
      code: 'HOST_FAILED',
      message: expect.stringContaining('until 1970-01-01T01:16:40') as string,
    });
    expect(waits).toEqual([]);
  });

  it('takes no token along to another origin', async () => {
    other = await MemoryHost.start();
    const location = `${other.origin}/repos/team/images/issues/7/comments`;
    memory.fail({ reply: { status: 302, headers: { location } } });
    await expect(comment('one')).rejects.toMatchObject({ status: 401 });
    expect(other.authorizations).toEqual([undefined]);
  });

  it('sends no text to another origin', async () => {
    other = await MemoryHost.start();
    const location = `${other.origin}/x`;
    memory.fail({
      method: 'POST',
      reply: { status: 307, headers: { location } },
    });
    await expect(comment('one')).rejects.toMatchObject({ status: 307 });
    expect(other.requests).toEqual([]);
  });

  it('follows a repository that was renamed', async () => {
    const path = '/repos/team/images/issues/7/comments';
    const headers = { location: path };
    memory.fail({ method: 'POST', reply: { status: 307, headers } });
    expect(await comment('one')).toBe('created');
  });

  it('takes a sign-in page for a token that is not taken', async () => {
    memory.fail({ reply: { status: 203, body: '<html>Sign in</html>' } });
    await expect(comment('one', 'azure')).rejects.toMatchObject({
      code: 'HOST_UNAUTHORIZED',
    });
  });

  it.each([
    ['<html>', 'did not answer with JSON'],
    [{}, 'unknown form'],
    [[{ id: 'x' }], 'unknown form: 0.id'],
  ])('does not believe %j', async (body, message) => {
    memory.fail({ reply: { status: 200, body } });
    await expect(comment('one')).rejects.toMatchObject({
      code: 'HOST_FAILED',
      message: expect.stringContaining(message) as string,
    });
  });

  it('says who does not answer', async () => {
    const { origin } = memory;
    await memory.close();
    const env = {
      GITHUB_TOKEN: 't',
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_API_URL: origin,
    };
    const request = { pullRequest: 7, marker: 'report', text: 'x' };
    await expect(
      upsertComment(openHost(env, { timing }), request),
    ).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    memory = await MemoryHost.start();
  });

  it('closes its threads, which policies count', async () => {
    await comment('one', 'azure');
    expect(memory.azure.threads.get(7)?.[0]?.status).toBe('closed');
  });
});
