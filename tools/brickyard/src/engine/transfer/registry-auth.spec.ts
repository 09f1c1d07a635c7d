import {
  canonicalHost,
  renderRegistryAuth,
  sessionCredentials,
} from './registry-auth';

const ann = { username: 'ann', password: '?>~pass' };
const token = { username: '<token>', password: 'idtoken' };
const own = { username: '', password: '', registryToken: 'owntoken' };

describe('renderRegistryAuth', () => {
  it.each([
    [undefined, {}],
    [ann, ann],
    [token, { identitytoken: 'idtoken' }],
    [own, { registrytoken: 'owntoken' }],
  ])('of %j is %j in base64url', (credentials, auth) => {
    const text = renderRegistryAuth(credentials);
    expect(text).toMatch(/^[\w-]+=*$/);
    expect(JSON.parse(Buffer.from(text, 'base64url').toString())).toEqual(auth);
  });
});

describe('renderRegistryAuth of a password', () => {
  it.each(['a', 'ab', 'abc'])(
    '%j is padded, as engines want it',
    (password) => {
      const text = renderRegistryAuth({ username: 'ann', password });
      expect(text.length % 4).toBe(0);
    },
  );
});

describe('sessionCredentials', () => {
  it.each([
    [undefined, { username: '', secret: '' }],
    [ann, { username: 'ann', secret: ann.password }],
    [token, { username: '', secret: 'idtoken' }],
    [own, { username: '', secret: '' }],
  ])('of %j', (credentials, expected) => {
    expect(sessionCredentials(credentials)).toEqual(expected);
  });
});

describe('canonicalHost', () => {
  it.each([
    ['registry-1.docker.io', 'docker.io'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
    ['notdocker.io', 'notdocker.io'],
  ])('%s is %s', (host, expected) => {
    expect(canonicalHost(host)).toBe(expected);
  });
});
