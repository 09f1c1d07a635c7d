import { credentialKeys } from '../../reference/hub';
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
    ['null', 'null'],
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

  it('reads a file with a byte order mark', () => {
    expect(parseDockerConfig('\uFEFF{}', PATH).auths).toEqual({});
  });
});

describe('selectHelper', () => {
  const both = parse({
    credHelpers: { 'registry.test': 'own' },
    credsStore: 'all',
  });

  it('prefers the helper of the registry', () => {
    expect(selectHelper(both, credentialKeys('registry.test'))).toEqual({
      name: 'own',
      serverUrl: 'registry.test',
    });
  });

  it.each([
    ['ghcr.io', 'ghcr.io'],
    ['docker.io', 'https://index.docker.io/v1/'],
  ])('asks the helper for all about %s as %s', (registry, serverUrl) => {
    expect(selectHelper(both, credentialKeys(registry))).toEqual({
      name: 'all',
      serverUrl,
    });
  });

  it.each([{}, { credsStore: '' }, { credHelpers: { 'other.test': 'x' } }])(
    'finds none in %j',
    (config) => {
      expect(selectHelper(parse(config), ['registry.test'])).toBeUndefined();
    },
  );
});

describe('parseLogin', () => {
  function login(entry: unknown, key = 'registry.test', of = 'registry.test') {
    return parseLogin(
      parse({ auths: { [key]: entry } }),
      credentialKeys(of),
      PATH,
    );
  }
  const bob = { username: 'bob', password: 'hunter2' };

  it.each([
    ['auth', { auth: base64('bob:hunter2') }, bob],
    [
      'colons in the password',
      { auth: base64('bob:a:b:c') },
      { username: 'bob', password: 'a:b:c' },
    ],
    ['padding', { auth: base64('bob:hunter2\0\0') }, bob],
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
    ['an empty entry of a helper', {}, undefined],
    ['half an entry', { username: 'bob' }, undefined],
  ])('takes %s', (_name, entry, expected) => {
    expect(login(entry)).toEqual(expected);
  });

  it.each([
    ['https://index.docker.io/v1/', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['https://ghcr.io', 'ghcr.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
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

  it.each([
    ['no colon', { auth: base64('bob') }],
    ['no user', { auth: base64(':hunter2') }],
    ['no object', 'hunter2'],
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
