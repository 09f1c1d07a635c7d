import { networkError } from './network-error';

const URL_WITH_SECRET = new URL('https://registry.test/v2/?token=hunter2');

/** As `fetch` rejects: the system's error is the cause of a TypeError. */
function fetchError(code: string, message = code) {
  const cause = Object.assign(new Error(message), { code });
  return new TypeError('fetch failed', { cause });
}

describe('networkError', () => {
  it.each([
    ['ECONNREFUSED', 'nothing listens there', false],
    ['ENOTFOUND', 'the name does not resolve', false],
    ['EAI_AGAIN', 'the name does not resolve now', true],
    ['ECONNRESET', 'the connection was reset', true],
    ['UND_ERR_SOCKET', 'the connection was closed', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'no connection within the time limit', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed', false],
    ['CERT_HAS_EXPIRED', 'its certificate has expired', false],
  ])('explains %s', (code, explanation, transient) => {
    expect(networkError(URL_WITH_SECRET, fetchError(code))).toMatchObject({
      code: 'HTTP_FAILED',
      message: `cannot reach registry.test: ${explanation} (${code})`,
      transient,
    });
  });

  it.each([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
    ['ECONNREFUSED', 'unreachable'],
  ])('tells what kind of failure %s is', (code, failure) => {
    expect(networkError(URL_WITH_SECRET, fetchError(code)).failure).toBe(
      failure,
    );
  });

  it('finds the reason behind several addresses', () => {
    const inner = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    const cause = Object.assign(new Error(''), { errors: [inner, inner] });
    const error = new TypeError('fetch failed', { cause });
    expect(networkError(URL_WITH_SECRET, error).message).toMatch(
      /ECONNREFUSED/,
    );
  });

  it.each([
    ['an unknown code', fetchError('EWEIRD')],
    ['an error without cause', new Error('EWEIRD')],
    ['a thing that is not an error', 'EWEIRD'],
  ])('shows %s as it is', (_name, error) => {
    expect(networkError(URL_WITH_SECRET, error).message).toMatch(/: EWEIRD$/);
  });

  it('keeps secrets out of message and cause', () => {
    const text = 'bad https://bob:hunter2@registry.test/ and token=hunter2';
    const error = networkError(URL_WITH_SECRET, new TypeError(text));
    expect(error.message).not.toContain('hunter2');
    expect(error.cause).toMatchObject({
      message: expect.any(String) as string,
    });
    expect(String(error.cause)).not.toContain('hunter2');
  });
});
