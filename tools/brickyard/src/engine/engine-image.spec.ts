import { fromInspected, fromListed } from './engine-image';

const NAMES = {
  Id: 'sha256:1',
  RepoTags: ['<none>:<none>', 'a:1'],
  RepoDigests: ['<none>@<none>', 'a@sha256:2'],
  Size: 7,
};
const expected = {
  id: 'sha256:1',
  tags: ['a:1'],
  digests: ['a@sha256:2'],
};

describe('fromListed', () => {
  it('drops what has no name and reads the time', () => {
    const image = fromListed({ ...NAMES, Labels: { k: 'v' }, Created: 86400 });
    const created = '1970-01-02T00:00:00.000Z';
    expect(image).toEqual({ ...expected, labels: { k: 'v' }, created });
  });

  it('takes null for nothing', () => {
    const bare = { Id: 'x', RepoTags: null, RepoDigests: null, Labels: null };
    const image = fromListed({ ...bare, Created: 0 });
    expect(image).toMatchObject({ tags: [], digests: [], labels: {} });
  });
});

describe('fromInspected', () => {
  it.each([
    ['2023-11-23T20:11:01.123456789Z', '2023-11-23T20:11:01.123Z'],
    ['', '1970-01-01T00:00:00.000Z'],
    [undefined, '1970-01-01T00:00:00.000Z'],
  ])('reads the time %j', (Created, created) => {
    const Config = { Labels: { k: 'v' } };
    const image = fromInspected({ ...NAMES, Config, Created });
    expect(image).toMatchObject({ ...expected, labels: { k: 'v' }, created });
  });

  it('reads what containers are made with', () => {
    const { config } = fromInspected({
      ...NAMES,
      Config: {
        User: 'app',
        WorkingDir: '/app',
        Entrypoint: ['/init'],
        Cmd: null,
        Env: ['PATH=/bin:/usr/bin', 'OPTS=a=b', 'BARE'],
        ExposedPorts: { '8080/tcp': {} },
        Volumes: null,
      },
    });
    expect(config).toEqual({
      user: 'app',
      workdir: '/app',
      entrypoint: ['/init'],
      command: [],
      environment: { PATH: '/bin:/usr/bin', OPTS: 'a=b', BARE: '' },
      exposedPorts: ['8080/tcp'],
      volumes: [],
    });
  });
});
