import { parseCommentedJson, parseJson } from './parse-json';

describe.each([
  ['parseJson', (text: string) => parseJson(text, 'a.json')],
  ['parseCommentedJson', (text: string) => parseCommentedJson(text, 'a.json')],
])('%s', (_, parse) => {
  it('returns the value', () => {
    expect(parse('{ "a": [1] }')).toEqual({ a: [1] });
  });

  it.each([
    ['{\n"a": 1\n"b": 2\n}', 3],
    ['{\n"a": [\n', 2],
    ['', 1],
    ['{ "a": 1 }\n}', 2],
  ])('names the line of what is wrong in %j', (text, line) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'OPTIONS_INVALID',
        message: expect.stringMatching(
          new RegExp(`^a\\.json:${line}: is not JSON: .`),
        ) as string,
      }) as Error,
    );
  });

  it('says that a byte order mark is what is wrong', () => {
    expect(() => parse('\uFEFF{}')).toThrow(
      'a.json: begins with a byte order mark (BOM)',
    );
  });
});

const COMMENTED = '{\n  // why\n  "a": 1, /* and */\n}\n';

describe('comments and trailing commas', () => {
  it('are allowed where Nx allows them', () => {
    expect(parseCommentedJson(COMMENTED, 'nx.json')).toEqual({ a: 1 });
  });

  it('are not JSON elsewhere', () => {
    expect(() => parseJson(COMMENTED, 'a.json', 'RUNTIME_INVALID')).toThrow(
      expect.objectContaining({ code: 'RUNTIME_INVALID' }) as Error,
    );
  });

  it('do not hide what else is wrong', () => {
    expect(() => parseCommentedJson('{ // why\n"a" 1 }', 'nx.json')).toThrow(
      'nx.json:2: is not JSON: colon expected',
    );
  });
});
