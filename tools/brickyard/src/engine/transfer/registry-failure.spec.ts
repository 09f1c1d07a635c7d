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
});
