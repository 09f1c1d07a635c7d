import { registryError } from './registry-failure';

describe('registryError', () => {
  it.each([
    ['dial tcp 127.0.0.1:5000: connect: connection refused', 'UNREACHABLE'],
    ['dial tcp: lookup nope: no such host', 'UNREACHABLE'],
    ['Get "https://r/v2/": x509: certificate signed by …', 'UNREACHABLE'],
    ['Post "http://r/v2/": EOF', 'UNREACHABLE'],
    ['no basic auth credentials', 'UNAUTHORIZED'],
    ['unexpected status code [manifests 1]: 401 Unauthorized', 'UNAUTHORIZED'],
    ['pull access denied for x, repository does not exist', 'DENIED'],
    ['denied: requested access to the resource is denied', 'DENIED'],
    ['server message: insufficient_scope: authorization failed', 'DENIED'],
    ['received unexpected HTTP status: 405 Method Not Allowed', 'DENIED'],
    ['unsupported: The operation is unsupported.', 'DENIED'],
    ['toomanyrequests: You have reached your pull rate limit', 'QUOTA'],
    ['received unexpected HTTP status: 413 too large', 'QUOTA'],
    ['denied: quota exceeded', 'QUOTA'],
    ['docker.io/library/x:1: not found', 'NAME_UNKNOWN'],
    ['name unknown: The repository does not exist', 'NAME_UNKNOWN'],
    ['received unexpected HTTP status: 500', 'FAILED'],
  ])('of "%s" is REGISTRY_%s', (text, code) => {
    const error = registryError('push r/x:1', text);
    expect(error.code).toBe(`REGISTRY_${code}`);
    expect(error.message).toBe(`cannot push r/x:1: ${text}`);
  });

  it.each([
    'toomanyrequests: too many requests',
    'error parsing HTTP 429 response body: unexpected end of JSON input: ""',
    'received unexpected HTTP status: 503 Service Unavailable',
    'failed to copy: unexpected status from PUT request to http://r/v2/x/blobs/uploads/1: 429 Too Many Requests',
    'unexpected status from POST request to http://r/v2/x/blobs/uploads/: 500 Internal Server Error',
    'unavailable: service unavailable',
    'Patch "http://r/v2/x/blobs/uploads/1": EOF',
    'write tcp 1.2.3.4:5->6.7.8.9:443: write: broken pipe',
    'read: connection reset by peer',
  ])('of "%s" may pass', (text) => {
    expect(registryError('push r/x:1', text).lasts).toBe('for a moment');
    expect(registryError('push r/x:1', text, true).lasts).toBe('for good');
  });

  it('of words without a code lasts nobody knows how long', () => {
    const { lasts } = registryError('push r/x:1', 'error from registry: no');
    expect(lasts).toBe('unknown');
  });

  it.each([
    'error from registry: requested access to the resource is denied',
    'error from registry: repository name not known to registry',
    'denied: requested access to the resource is denied',
    'unauthorized: authentication required, HTTP 503',
    'name unknown: The repository does not exist',
    'received unexpected HTTP status: 413 too large',
    'received unexpected HTTP status: 501 Not Implemented',
    'no manifest at r:5000/app-503:500',
    'dial tcp 127.0.0.1:5000: connect: connection refused',
  ])('of "%s" is final', (text) => {
    expect(registryError('push r/x:1', text).lasts).toBe('for good');
  });
});
