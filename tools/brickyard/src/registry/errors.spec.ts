import { HttpError } from '../http/http-error';
import type { Answered, RegistryAction } from './errors';
import { explainHttpError, statusError } from './errors';

const READ: RegistryAction = {
  registry: 'registry.test',
  action: 'read team/python:latest',
  writes: false,
};
const WRITE: RegistryAction = {
  registry: 'registry.test',
  action: 'write team/python:latest',
  writes: true,
};

function bodyOf(...errors: { code: string; message: string }[]) {
  return JSON.stringify({ errors });
}

function fail(
  asked: RegistryAction,
  status: number,
  body = '',
  change: Partial<Answered> = {},
) {
  return statusError(asked, {
    status,
    body: Buffer.from(body),
    authenticated: true,
    secrets: [],
    ...change,
  });
}

describe('statusError', () => {
  const denied = bodyOf({ code: 'DENIED', message: 'access denied' });
  const unknownName = bodyOf({ code: 'NAME_UNKNOWN', message: 'no repo' });
  const unknownBlob = bodyOf({ code: 'BLOB_UNKNOWN', message: 'no blob' });
  const tooMany = bodyOf({ code: 'TOOMANYREQUESTS', message: 'slow down' });
  const harbor = bodyOf({
    code: 'DENIED',
    message:
      'adding 3 MiB of storage resource will exceed the configured upper limit',
  });

  it.each([
    [READ, 401, '', 'REGISTRY_UNAUTHORIZED'],
    [READ, 401, denied, 'REGISTRY_DENIED'],
    [READ, 403, '', 'REGISTRY_DENIED'],
    [WRITE, 403, denied, 'REGISTRY_DENIED'],
    [WRITE, 400, denied, 'REGISTRY_DENIED'],
    [WRITE, 404, unknownName, 'REGISTRY_NAME_UNKNOWN'],
    [WRITE, 404, '<html>not here</html>', 'REGISTRY_NAME_UNKNOWN'],
    [WRITE, 404, unknownBlob, 'REGISTRY_FAILED'],
    [WRITE, 405, '', 'REGISTRY_DENIED'],
    [READ, 405, '', 'REGISTRY_FAILED'],
    [WRITE, 413, '', 'REGISTRY_QUOTA'],
    [READ, 429, '', 'REGISTRY_QUOTA'],
    [READ, 400, tooMany, 'REGISTRY_QUOTA'],
    [WRITE, 403, harbor, 'REGISTRY_QUOTA'],
    [WRITE, 412, 'The quota of the project is used up', 'REGISTRY_QUOTA'],
    [WRITE, 507, '', 'REGISTRY_QUOTA'],
    [READ, 500, 'quota service is down', 'REGISTRY_FAILED'],
    [READ, 400, '', 'REGISTRY_FAILED'],
    [READ, 302, '', 'REGISTRY_FAILED'],
  ])('$writes %#: %d %s is %s', (asked, status, body, code) => {
    expect(fail(asked, status, body)).toMatchObject({ code, status });
  });

  it('blames the login, not the right, when nobody was logged in', () => {
    const options = { authenticated: false };
    const error = fail(READ, 401, denied, options);
    expect(error.code).toBe('REGISTRY_UNAUTHORIZED');
    expect(error.hint).toContain('`docker login registry.test`');
    expect(error.hint).toContain('BRICKYARD_REGISTRY_USERNAME');
  });

  it('takes insufficient_scope for a missing right', () => {
    const challengeError = 'insufficient_scope';
    const error = fail(WRITE, 401, '', { challengeError });
    expect(error.code).toBe('REGISTRY_DENIED');
    expect(error.hint).toContain('push to');
  });

  it('names Docker Hub as `docker login` does', () => {
    const hub = { ...READ, registry: 'docker.io' };
    expect(fail(hub, 401).hint).toContain('`docker login`');
  });

  it('says what was asked and what was answered', () => {
    const body = bodyOf(
      { code: 'MANIFEST_INVALID', message: 'bad schema' },
      { code: 'TAG_INVALID', message: 'bad tag' },
    );
    expect(fail(WRITE, 400, body)).toMatchObject({
      message:
        'registry.test: cannot write team/python:latest: HTTP 400: MANIFEST_INVALID: bad schema; TAG_INVALID: bad tag',
      ociCodes: ['MANIFEST_INVALID', 'TAG_INVALID'],
      transient: false,
    });
  });

  it.each([
    ['an HTML page', '<h1>Bad  Gateway</h1>\n', 'HTTP 502: Bad Gateway'],
    ['nothing', '', 'HTTP 502'],
    ['JSON of another kind', '{"a":1}', 'HTTP 502: {"a":1}'],
    ['null', 'null', 'HTTP 502: null'],
    ['errors that are not objects', '{"errors":[null]}', 'HTTP 502: UNKNOWN: '],
  ])('shows %s as text', (_name, body, text) => {
    const { message } = fail(READ, 502, body);
    expect(message).toBe(
      `registry.test: cannot read team/python:latest: ${text}`.trim(),
    );
  });

  it('keeps a long body short', () => {
    expect(fail(READ, 500, 'x'.repeat(9000)).message.length).toBeLessThan(700);
  });

  it('shows no secret that the registry repeats', () => {
    const body = bodyOf({
      code: 'UNAUTHORIZED',
      message: 'wrong password hunter2; Authorization: Basic Ym9iOmh1bnRlcjI=',
    });
    const { message } = fail(READ, 401, body, { secrets: ['hunter2'] });
    expect(message).toContain('wrong password ***');
    expect(message).not.toMatch(/hunter2|Ym9i/);
  });

  it('says that a registry is read-only', () => {
    expect(fail(WRITE, 405).hint).toContain('the registry is read-only');
  });

  it.each([
    ['3600', '; it asks to wait 1 h'],
    ['0', ''],
    ['soon', ''],
  ])('says how long it asks to wait: %s', (asked, text) => {
    const headers = { get: () => asked };
    const { message } = fail(READ, 429, 'busy', { headers, now: 0 });
    expect(message).toMatch(new RegExp(`HTTP 429: busy${text}$`));
  });

  it.each([429, 500, 503])('says that %d may pass', (status) => {
    expect(fail(READ, status).transient).toBe(true);
  });
});

describe('explainHttpError', () => {
  it.each([
    ['unreachable', 'REGISTRY_UNREACHABLE', 'HTTPS_PROXY'],
    ['timeout', 'REGISTRY_UNREACHABLE', undefined],
    ['untrusted', 'REGISTRY_UNREACHABLE', 'NODE_EXTRA_CA_CERTS'],
    ['redirect', 'REGISTRY_FAILED', 'X-Forwarded-Proto'],
    ['too-large', 'REGISTRY_FAILED', undefined],
  ] as const)('says %s as %s', (failure, code, word) => {
    const cause = new Error('why');
    const details = { failure, status: 307, transient: true, cause };
    const error = explainHttpError(new HttpError('HTTP_FAILED', 'm', details));
    expect(error).toMatchObject({ ...details, code, message: 'm' });
    expect(error.hint ?? '').toContain(word ?? '');
    expect(error.hint === undefined).toBe(word === undefined);
  });
});
