import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import { parseNextLink } from './tags';

describe('parseNextLink', () => {
  it.each([
    ['</v2/a/tags/list?last=x&n=2>; rel="next"', '/v2/a/tags/list?last=x&n=2'],
    ['<https://h/v2/a>; rel=next', 'https://h/v2/a'],
    ['<a>; rel="prev", <b>; rel="next"', 'b'],
    ['<a>; title="t"; rel="next"', 'a'],
    ['<a>; rel="prev"', undefined],
    ['nonsense', undefined],
    [null, undefined],
  ])('%p leads to %p', (link, target) => {
    expect(parseNextLink(link)).toBe(target);
  });
});

describe('listTags', () => {
  let memory: MemoryRegistry;
  let registry: HttpRegistry;
  let at: { registry: string; repository: string };

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    const credentialsFor = async () => undefined;
    registry = new HttpRegistry({ credentialsFor, env: {} });
    at = { registry: memory.host, repository: 'team/python' };
  });
  afterEach(() => memory.close());

  function tag(count: number) {
    const { tags } = memory.store.open(at.repository);
    const names = Array.from(
      { length: count },
      (_, index) => `t${10_000 + index}`,
    );
    names.forEach((name) => tags.set(name, 'sha256:0'));
    return names;
  }

  it.each([
    [0, 1],
    [1000, 1],
    [1001, 2],
    [2500, 3],
  ])('reads %d tags in %d pages', async (count, pages) => {
    const names = tag(count);
    expect(await registry.listTags(at)).toEqual(names);
    expect(registry.counts.get).toBe(pages);
  });

  it('does not go round in circles', async () => {
    const link = '</v2/team/python/tags/list?n=1>; rel="next"';
    const reply = { status: 200, headers: { link }, body: '{"tags":["a"]}' };
    memory.fail({ times: Infinity, reply });
    await expect(registry.listTags(at)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining('leads in a circle') as string,
    });
  });

  it.each([
    [
      'a page elsewhere',
      { link: '<http://127.0.0.2/x>; rel="next"' },
      '{"tags":[]}',
    ],
    ['no JSON', {}, '<html>'],
  ])('refuses %s', async (_name, headers, body) => {
    memory.fail({ reply: { status: 200, headers: { ...headers }, body } });
    await expect(registry.listTags(at)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining('list of tags of team/python') as string,
    });
  });
});
