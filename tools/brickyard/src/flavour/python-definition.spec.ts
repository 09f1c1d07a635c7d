import { caught } from '../testing/test-error';
import { parseImageDefinition } from './parse-image-definition';

const file = 'packages/x/image.ts';
const url = 'https://packages.example/simple';

describe('what image.ts says of Python', () => {
  it('is indexes and what is built from source', () => {
    const definition = {
      runtimes: ['17.3-LTS'],
      secrets: [{ id: 'feed', env: 'FEED' }],
      python: {
        indexes: {
          pytorch: {
            url: 'https://pytorch.example/whl/cpu',
            packages: ['torch', 'torchvision'],
          },
          internal: { url, packages: ['In_House.x'], secret: 'feed' },
          lab: { url: 'http://127.0.0.1:8080/simple/', packages: ['a'] },
          six: { url: 'http://[::1]:8080/simple', packages: ['b'] },
        },
        buildFromSource: ['docopt'],
      },
    };
    expect(parseImageDefinition(definition, { file })).toEqual(definition);
  });

  it.each<[string, unknown, string[]]>([
    ['an address', 'packages.example', ['url: is not a URL']],
    [
      'a safe address',
      'http://packages.example/simple',
      ['url: is neither https:// nor http:// on loopback'],
    ],
    [
      'another protocol',
      'file:///srv/simple',
      ['url: is neither https:// nor http:// on loopback'],
    ],
    [
      'an address without a password',
      'https://bob:hunter2@packages.example/simple',
      [
        'url: has a user or password in it: name a build secret instead, as secret: "feed"',
      ],
    ],
    [
      'an address without variables',
      'https://packages.example/${FEED_TOKEN}/simple',
      [
        'url: has a variable in it, which a build does not have: write the address, and name a build secret for a password, as secret: "feed"',
      ],
    ],
    [
      'an address without a query',
      'https://packages.example/simple?token=hunter2',
      [
        'url: has a query, a fragment or a space: write the address alone, as https://host/simple',
      ],
    ],
  ])('needs %s', (_what, address, messages) => {
    const python = { indexes: { feed: { url: address, packages: ['a'] } } };
    const error = caught(() => parse(python));
    expect(error).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: messages
        .map((message) => `${file}: python.indexes.feed.${message}`)
        .join('\n'),
    });
    expect(String(error)).not.toContain('hunter2');
  });

  it.each<[unknown, string[]]>([
    [{ indexes: { 'My Feed': { url, packages: ['a'] } } }, ['My Feed']],
    [{ indexes: { a: { url } } }, ['a.packages: is missing']],
    [{ indexes: { a: { url, packages: [] } } }, ['names no package']],
    [{ indexes: { a: { url, packages: ['torch>=2'] } } }, ['packages.0: is']],
    [{ indexes: { a: { url, packages: ['a'], password: 'x' } } }, ['password']],
    [{ buildFromSource: [] }, ['buildFromSource: names no package']],
    [{ buildFromSource: [':all:'] }, ['buildFromSource.0: is not the name']],
    [{ index: {} }, ['python.index: is not a known key']],
  ])('refuses %j', (python, messages) => {
    expect(caught(() => parse(python))).toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: expect.stringContaining(messages[0] ?? '') as string,
    });
  });

  it('has each name in one index, and each secret in secrets, by lines', () => {
    const text = [
      'export default {',
      "  runtimes: ['17.3-LTS'],",
      '  python: {',
      '    indexes: {',
      `      a: { url: '${url}', packages: ['in-house'] },`,
      '      b: {',
      `        url: '${url}',`,
      "        packages: ['torch',",
      "          'In_House'],",
      "        secret: 'feed',",
      '      },',
      '    },',
      '  },',
      '};',
    ].join('\n');
    const indexes = {
      a: { url, packages: ['in-house'] },
      b: { url, packages: ['torch', 'In_House'] },
    };
    expect(caught(() => parse({ indexes }, text))).toMatchObject({
      message: `${file}:9: python.indexes.b.packages.1: In_House is in the index a already: it comes from one alone`,
    });
    const b = { url, packages: ['torch'], secret: 'feed' };
    expect(caught(() => parse({ indexes: { b } }, text))).toMatchObject({
      message: `${file}:10: python.indexes.b.secret: secrets has no entry 'feed': add { id: 'feed', env: '…' }`,
    });
  });
});

function parse(python: unknown, text?: string) {
  const value = { runtimes: ['17.3-LTS'], python };
  return parseImageDefinition(value, { file, text });
}
