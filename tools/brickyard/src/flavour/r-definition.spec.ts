import { caught } from '../testing/test-error';
import { parseImageDefinition } from './parse-image-definition';

const file = 'packages/x/image.ts';
const url = 'https://r.example/cran';

const parse = (repositories: unknown) =>
  parseImageDefinition(
    {
      runtimes: ['17.3-LTS'],
      secrets: [{ id: 'feed', env: 'FEED' }],
      r: { repositories },
    },
    { file },
  );

describe('what image.ts says of R', () => {
  it('is repositories, with or without names', () => {
    const repositories = {
      house: { url },
      prices: { url, packages: ['pricing', 'rates.eu'], secret: 'feed' },
    };
    expect(parse(repositories).r).toEqual({ repositories });
  });

  it.each([
    [{ bioc: { url } }, 'means something else already'],
    [{ House: { url } }, 'is not a name of a repository'],
    [{ house: {} }, 'r.repositories.house.url: is missing'],
    [{ house: { url: 'http://r.example' } }, 'is neither https://'],
    [{ house: { url, packages: ['a b'] } }, 'is not the name of an R package'],
    [{ house: { url, packages: [] } }, 'names no package'],
    [
      { house: { url, secret: 'none' } },
      "r.repositories.house.secret: secrets has no entry 'none': add { id: 'none', env: '…' }",
    ],
    [
      { aa: { url, packages: ['xx'] }, bb: { url, packages: ['xx'] } },
      'r.repositories.bb.packages.0: xx is in the repository aa already: it comes from one alone',
    ],
    [
      { house: { url: 'https://bob:hunter2@r.example' } },
      'has a user or password in it',
    ],
  ])('refuses %j', (repositories, message) => {
    const error = caught(() => parse(repositories));
    expect(error).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: expect.stringContaining(message) as string,
    });
    expect(String(error)).not.toContain('hunter2');
  });
});
