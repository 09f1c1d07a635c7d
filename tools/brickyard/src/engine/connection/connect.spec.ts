import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { readEndpoint } from './connect';

describe('readEndpoint', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'brickyard-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const read = (env: Record<string, string>) =>
    readEndpoint({ env, platform: 'linux', home });

  function write(path: string, text: string): void {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  function writeContext(name: string, host: string): string {
    const id = createHash('sha256').update(name).digest('hex');
    const meta = { Name: name, Endpoints: { docker: { Host: host } } };
    const path = `.docker/contexts/meta/${id}/meta.json`;
    write(path, JSON.stringify(meta));
    return id;
  }

  it('takes DOCKER_HOST before the current context', () => {
    writeContext('lab', 'tcp://lab:1');
    write('.docker/config.json', '{"currentContext":"lab"}');
    const host = { DOCKER_HOST: 'tcp://env:1' };
    expect(read(host)).toMatchObject({ address: 'tcp://env:1' });
    expect(read({})).toMatchObject({ address: 'tcp://lab:1' });
  });

  it('takes DOCKER_CONTEXT before the current one', () => {
    writeContext('lab', 'tcp://lab:1');
    writeContext('ci', 'tcp://ci:1');
    write('.docker/config.json', '{"currentContext":"lab"}');
    const endpoint = read({ DOCKER_CONTEXT: 'ci' });
    expect(endpoint).toMatchObject({ address: 'tcp://ci:1' });
  });

  it.each(['', ' \n', 'null', '{"currentContext": null}'])(
    'takes none where config.json is %j',
    (text) => {
      write('.docker/config.json', text);
      expect(read({})).toMatchObject({ kind: 'socket' });
    },
  );

  it('reads certificates of DOCKER_CERT_PATH', () => {
    write('certs/ca.pem', 'CA');
    write('certs/key.pem', 'KEY');
    const endpoint = read({
      DOCKER_HOST: 'tcp://h:1',
      DOCKER_TLS_VERIFY: '1',
      DOCKER_CERT_PATH: join(home, 'certs'),
    });
    const tls = { ca: 'CA', cert: undefined, key: 'KEY' };
    expect(endpoint).toMatchObject({ kind: 'https', tls });
  });

  it('rejects a DOCKER_CERT_PATH where there are none', () => {
    const folder = join(home, 'nowhere');
    const error = expect.objectContaining({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(folder) as unknown,
    }) as Error;
    expect(() =>
      read({ DOCKER_HOST: 'tcp://h:2376', DOCKER_CERT_PATH: folder }),
    ).toThrow(error);
  });

  it('reads certificates of a context', () => {
    const id = writeContext('lab', 'tcp://lab:1');
    write(`.docker/contexts/tls/${id}/docker/ca.pem`, 'CA');
    const endpoint = read({ DOCKER_CONTEXT: 'lab' });
    expect(endpoint).toMatchObject({ kind: 'https', tls: { ca: 'CA' } });
  });

  it.each([
    ['an unknown context', { DOCKER_CONTEXT: 'nope' }, 'nope'],
    ['a broken config.json', {}, 'config.json'],
  ])('rejects %s', (_what, env, message) => {
    write('.docker/config.json', '{');
    const error = expect.objectContaining({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining(message) as unknown,
    }) as Error;
    expect(() => read(env)).toThrow(error);
  });
});
