import { defaultSockets, parseDockerHost } from './endpoint';

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
    ['ssh://ann@h', { kind: 'ssh', host: 'h', port: 22, user: 'ann' }],
  ])('reads %s', (text, expected) => {
    expect(parseDockerHost(text)).toMatchObject(expected);
  });

  it('uses TLS when told to', () => {
    const endpoint = parseDockerHost('tcp://h:1', true);
    expect(endpoint).toMatchObject({ kind: 'https', port: 1 });
  });

  it('shows no password', () => {
    const { address } = parseDockerHost('ssh://ann:hunter2@h');
    expect(address).toBe('ssh://ann@h:22');
  });

  it.each(['ftp://h', 'tcp://', 'tcp://a b', 'ftp://ann:hunter2@h'])(
    'rejects %s',
    (text) => {
      const error = expect.objectContaining({
        code: 'OPTIONS_INVALID',
        message: expect.not.stringContaining('hunter2') as unknown,
      }) as Error;
      expect(() => parseDockerHost(text)).toThrow(error);
    },
  );
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
