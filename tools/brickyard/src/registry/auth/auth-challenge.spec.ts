import { parseChallenges } from './auth-challenge';

describe('parseChallenges', () => {
  it('reads what a token registry sends', () => {
    const header =
      'Bearer realm="https://auth.test/token",service="registry.test",scope="repository:a/b:pull,push"';
    expect(parseChallenges(header)).toEqual([
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://auth.test/token',
          service: 'registry.test',
          scope: 'repository:a/b:pull,push',
        },
      },
    ]);
  });

  it.each([
    ['one', 'Basic realm="x"', ['basic']],
    [
      'two',
      'Bearer realm="x",service="y", Basic realm="z"',
      ['bearer', 'basic'],
    ],
    ['one without parameters', 'Negotiate', ['negotiate']],
    [
      'one without parameters before another',
      'Negotiate, Basic realm="x"',
      ['negotiate', 'basic'],
    ],
    ['none', '', []],
    ['none that parses', '"?', []],
    ['the part that parses', 'Basic realm="x", "', ['basic']],
  ])('reads %s', (_name, header, schemes) => {
    expect(parseChallenges(header).map((c) => c.scheme)).toEqual(schemes);
  });

  it.each([
    ['bare value', 'Bearer realm=x', { realm: 'x' }],
    ['escaped quote', 'Bearer realm="a\\"b"', { realm: 'a"b' }],
    ['upper case name', 'BEARER Realm="x"', { realm: 'x' }],
    [
      'spaces around "="',
      'Bearer realm = "x" , service = y',
      { realm: 'x', service: 'y' },
    ],
    ['empty value', 'Bearer realm=""', { realm: '' }],
    ['comma in quotes', 'Bearer scope="a:pull,push"', { scope: 'a:pull,push' }],
  ])('takes a %s', (_name, header, parameters) => {
    expect(parseChallenges(header)).toEqual([{ scheme: 'bearer', parameters }]);
  });
});
