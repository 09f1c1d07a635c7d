import { defaultSockets, isElsewhere, parseDockerHost } from './endpoint';

describe('parseDockerHost', () => {
  it.each([
    ['unix:///run/d.sock', { kind: 'socket', path: '/run/d.sock' }],
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/x', { kind: 'socket', path: '//./pipe/x' }],
    ['npipe://', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://h:1', { kind: 'http', host: 'h', port: 1, address: 'tcp://h:1' }],
    ['tcp://h', { kind: 'http', port: 2375 }],
    ['h:7', { kind: 'http', host: 'h', port: 7 }],
    ['tcp://h:2376', { kind: 'https', port: 2376 }],
    ['https://h', { kind: 'https', port: 2376 }],
    ['tcp://[::1]:1', { kind: 'http', host: '::1', address: 'tcp://[::1]:1' }],
  ])('reads %s', (text, expected) => {
    expect(parseDockerHost(text)).toMatchObject(expected);
  });

  it('uses TLS when told to', () => {
    const endpoint = parseDockerHost('tcp://h:1', true);
    expect(endpoint).toMatchObject({ kind: 'https', port: 1 });
  });

  it('shows no password', () => {
    const { address } = parseDockerHost('tcp://ann:hunter2@h');
    expect(address).toBe('tcp://ann@h:2375');
  });

  it.each([
    ['ssh://h', { host: 'h', address: 'ssh://h' }],
    ['ssh://ann@h', { host: 'h', user: 'ann', address: 'ssh://ann@h' }],
    ['ssh://h:22', { host: 'h', port: 22, address: 'ssh://h:22' }],
    ['ssh://h/', { host: 'h', address: 'ssh://h' }],
    [
      'ssh://h/run/d.sock',
      { host: 'h', path: '/run/d.sock', address: 'ssh://h/run/d.sock' },
    ],
    // Names of the ssh config, which knows large letters from small ones.
    ['ssh://Big_Box', { host: 'Big_Box', address: 'ssh://Big_Box' }],
    ['ssh://10', { host: '10', address: 'ssh://10' }],
    ['ssh://[::1]:7', { host: '::1', port: 7, address: 'ssh://[::1]:7' }],
    ['ssh://a%40b@h', { host: 'h', user: 'a@b', address: 'ssh://a@b@h' }],
  ])('leaves to ssh what %s does not say', (text, expected) => {
    expect(parseDockerHost(text)).toEqual({ kind: 'ssh', ...expected });
  });

  it.each([
    ...['ftp://h', 'tcp://', 'tcp://a b', 'ftp://ann:hunter2@h'],
    ...['ssh://', 'ssh://h?x', 'ssh://h#x', 'ssh://ann:hunter2@h'],
  ])('rejects %s', (text) => {
    const error = expect.objectContaining({
      code: 'OPTIONS_INVALID',
      message: expect.not.stringContaining('hunter2') as unknown,
    }) as Error;
    expect(() => parseDockerHost(text)).toThrow(error);
  });
});

describe('isElsewhere', () => {
  it.each([
    ['unix:///run/d.sock', false],
    ['npipe://', false],
    ['tcp://127.0.0.1:2375', false],
    ['tcp://[::1]:2376', false],
    ['tcp://localhost', false],
    ['tcp://docker:2375', true],
    ['https://10.0.0.7', true],
    ['ssh://ann@h', true],
    ['ssh://localhost', true],
  ])('%s: %s', (text, expected) => {
    expect(isElsewhere(parseDockerHost(text))).toBe(expected);
  });
});

describe('defaultSockets', () => {
  it.each([
    ['win32', undefined, ['//./pipe/docker_engine']],
    [
      'darwin',
      undefined,
      ['/var/run/docker.sock', '/h/.docker/run/docker.sock'],
    ],
    [
      'linux',
      '/run/user/1',
      [
        '/var/run/docker.sock',
        '/h/.docker/run/docker.sock',
        '/run/user/1/docker.sock',
      ],
    ],
  ] as const)('on %s with %s', (platform, runtimeDir, paths) => {
    const sockets = defaultSockets({ platform, home: '/h', runtimeDir });
    expect(sockets).toMatchObject(paths.map((path) => ({ path })));
  });
});
