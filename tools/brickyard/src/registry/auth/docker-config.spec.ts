import { parseDockerConfig, parseLogin, selectHelper } from './docker-config';

const PATH = '/home/bob/.docker/config.json';

function base64(text: string) {
  return Buffer.from(text).toString('base64');
}

function parse(value: unknown) {
  return parseDockerConfig(JSON.stringify(value), PATH);
}

describe('parseDockerConfig', () => {
  it.each([
    ['not JSON', '{"auths": {"x": "hunter2"'],
    ['not an object', '[]'],
    ['not an object', '"hunter2"'],
    ['half', '{"auths": {"x": {"auth": "hunter2"}}'],
    ['wrong credsStore', '{"credsStore": ["hunter2"]}'],
    ['wrong auths', '{"auths": ["hunter2"]}'],
    ['wrong credHelpers', '{"credHelpers": "hunter2"}'],
  ])('names the file that is %s', (_name, text) => {
    let error: unknown;
    try {
      parseDockerConfig(text, PATH);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining(PATH) as string,
      cause: undefined,
    });
    expect(String(error)).not.toContain('hunter2');
  });

  it.each([
    ['an empty file', ''],
    ['a file of blanks', ' \n\t\r\n'],
    ['a byte order mark', '\uFEFF{}'],
    ['null', 'null'],
    [
      'null in every place',
      '{"auths":null,"credHelpers":null,"credsStore":null}',
    ],
    ['what follows the first value', '{"psFormat": "\\"}"}\n}, trash'],
  ])('finds nothing in %s', (_name, text) => {
    const nothing = { auths: {}, credHelpers: {}, credsStore: '' };
    expect(parseDockerConfig(text, PATH)).toEqual(nothing);
  });

  it('takes names of fields in any case, as Go does', () => {
    const text = '{"Auths": {"h": {}}, "CREDSSTORE": "x", "credsStore": null}';
    const config = { auths: { h: {} }, credHelpers: {}, credsStore: 'x' };
    expect(parseDockerConfig(text, PATH)).toEqual(config);
  });
});

describe('selectHelper', () => {
  const both = parse({
    credHelpers: { 'registry.test': 'own', 'none.test': '', 'null.test': null },
    credsStore: 'all',
  });

  it('prefers the helper of the registry', () => {
    expect(selectHelper(both, 'registry.test', PATH)).toEqual({
      name: 'own',
      serverUrl: 'registry.test',
    });
  });

  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['docker.io', 'https://index.docker.io/v1/'],
    ['toString', 'toString'],
  ])('asks the helper for all about %s as %s', (registry, serverUrl) => {
    expect(selectHelper(both, registry, PATH)).toEqual({
      name: 'all',
      serverUrl,
    });
  });

  it.each(['none.test', 'null.test'])('asks none about %s', (registry) => {
    expect(selectHelper(both, registry, PATH)).toBeUndefined();
  });

  it.each([
    {},
    { credsStore: '' },
    { credHelpers: { 'other.test': 'x' } },
    // Docker compares whole keys of helpers.
    { credHelpers: { 'https://registry.test': 'x', 'docker.io': 'x' } },
  ])('finds none in %j', (config) => {
    expect(selectHelper(parse(config), 'registry.test', PATH)).toBeUndefined();
  });

  it('names file and entry of a helper that is no text', () => {
    const config = parse({ credHelpers: { 'registry.test': 5 } });
    expect(() => selectHelper(config, 'registry.test', PATH)).toThrow(
      `${PATH}: credHelpers["registry.test"] is not a text`,
    );
  });
});

describe('parseLogin', () => {
  function login(entry: unknown, key = 'registry.test', of = 'registry.test') {
    return parseLogin(parse({ auths: { [key]: entry } }), of, PATH);
  }
  const bob = { username: 'bob', password: 'hunter2' };

  it.each([
    ['auth', { auth: base64('bob:hunter2') }, bob],
    [
      'colons in the password',
      { auth: base64('bob:a:b:c') },
      { username: 'bob', password: 'a:b:c' },
    ],
    ['padding', { auth: base64('bob:\0hunter2\0\0') }, bob],
    ['base64 in lines', { auth: 'Ym9iOmh1\r\nbnRlcjI=\n' }, bob],
    ['base64 that is not filled up', { auth: 'Ym9iOmh1bnRlcjI' }, bob],
    ['other capitals', { AUTH: base64('bob:hunter2') }, bob],
    [
      'an empty password',
      { auth: base64('bob:') },
      { username: 'bob', password: '' },
    ],
    ['umlauts', { auth: base64('bob:ü') }, { username: 'bob', password: 'ü' }],
    ['plain fields', bob, bob],
    [
      'an identity token',
      { auth: base64('bob:'), identitytoken: 't' },
      { username: '<token>', password: 't' },
    ],
    [
      'a token for the registry itself, before all others',
      { auth: base64('bob:x'), identitytoken: 't', registrytoken: 'r' },
      { username: '', password: '', registryToken: 'r' },
    ],
    ['an empty entry of a helper', {}, undefined],
    ['null', null, undefined],
    ['null in every field', { auth: null, identitytoken: null }, undefined],
    ['half an entry', { username: 'bob' }, undefined],
  ])('takes %s', (_name, entry, expected) => {
    expect(login(entry)).toEqual(expected);
  });

  it.each([
    ['https://index.docker.io/v1/', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['https://ghcr.io', 'ghcr.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
    ['https://ghcr.io/v2', 'ghcr.io'],
    ['http://127.0.0.1:5000/v1/', '127.0.0.1:5000'],
    ['ghcr.io/team', 'ghcr.io'],
    ['HTTPS://ghcr.io', 'ghcr.io'],
  ])('finds the entry %s of %s', (key, registry) => {
    expect(login({ auth: base64('bob:hunter2') }, key, registry)).toEqual(bob);
  });

  it.each([
    ['evil-ghcr.io', 'ghcr.io'],
    ['ghcr.io', 'evil-ghcr.io'],
    ['127.0.0.1:5000', '127.0.0.1:5001'],
  ])('does not take the entry %s for %s', (key, registry) => {
    expect(login({ auth: base64('bob:x') }, key, registry)).toBeUndefined();
  });

  it('takes an entry of the registry before one of the same host', () => {
    const entry = { auth: base64('bob:hunter2') };
    const auths = { 'https://h.test/v2': { auth: 'x' }, 'h.test': entry };
    expect(parseLogin(parse({ auths }), 'h.test', PATH)).toEqual(bob);
    const empty = { 'h.test': {}, 'https://h.test': entry };
    expect(parseLogin(parse({ auths: empty }), 'h.test', PATH)).toBeUndefined();
  });

  it('leaves alone a broken entry of another registry', () => {
    const auths = { 'other.test': 'x', 'h.test': { auth: base64('bob:x') } };
    expect(parseLogin(parse({ auths }), 'h.test', PATH)).toBeDefined();
  });

  it.each([
    ['no colon', { auth: base64('bob') }],
    ['no user', { auth: base64(':hunter2') }],
    ['no object', 'hunter2'],
    ['no base64', { auth: '!!Ym9iOmh1bnRlcjI=' }],
    ['a number', { auth: 5 }],
    ['a token that is no text', { registrytoken: ['hunter2'] }],
  ])('names file and entry with %s', (_name, entry) => {
    expect(() => login(entry)).toThrow(
      expect.objectContaining({
        code: 'CREDENTIALS_INVALID',
        message: expect.stringMatching(
          /config\.json: auths\["registry\.test"\]/,
        ) as string,
      }) as Error,
    );
  });
});
