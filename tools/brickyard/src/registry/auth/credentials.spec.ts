import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { createCredentials } from './credentials';

const HELPER = `
const { appendFileSync, readFileSync } = require('node:fs');
const host = readFileSync(0, 'utf8').trim();
appendFileSync(__dirname + '/asked', host + '\\n');
const answers = JSON.parse(readFileSync(__dirname + '/answers.json', 'utf8'));
const answer = answers[host] ?? 'credentials not found in native keychain';
process.stdout.write(typeof answer === 'string' ? answer : JSON.stringify(answer));
process.exit(typeof answer === 'string' ? 1 : 0);
`;
// A helper is a program; Windows would want an .exe.
const onPosix = process.platform === 'win32' ? describe.skip : describe;

describe('createCredentials', () => {
  let home: string;
  const host = 'registry.test';
  const auth = Buffer.from('bob:hunter2').toString('base64');
  const bob = { username: 'bob', password: 'hunter2' };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'brickyard-credentials-'));
    await mkdir(join(home, '.docker'));
  });
  afterEach(() => rm(home, { recursive: true }));

  function writeConfig(value: unknown, folder = '.docker') {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return writeFile(join(home, folder, 'config.json'), text);
  }

  describe('the environment', () => {
    const env = {
      BRICKYARD_REGISTRY_USERNAME: 'ci',
      BRICKYARD_REGISTRY_PASSWORD: 'pw',
    };

    it('comes first, for the configured registry', async () => {
      await writeConfig({ auths: { [host]: { auth } } });
      const find = createCredentials({ registry: host, env, home });
      expect(await find(host)).toEqual({ username: 'ci', password: 'pw' });
    });

    it('knows Docker Hub by any of its names', async () => {
      const registry = 'index.docker.io';
      const find = createCredentials({ registry, env, home });
      expect(await find('docker.io')).toMatchObject({ username: 'ci' });
    });

    it('is for no other registry', async () => {
      const find = createCredentials({ registry: host, env, home });
      expect(await find('docker.io')).toBeUndefined();
      expect(await createCredentials({ env, home })(host)).toBeUndefined();
    });

    it.each(['USERNAME', 'PASSWORD'])('must not lack the %s', async (half) => {
      const name = `BRICKYARD_REGISTRY_${half}`;
      const find = createCredentials({
        registry: host,
        env: { ...env, [name]: undefined },
        home,
      });
      await expect(find(host)).rejects.toMatchObject({
        code: 'CREDENTIALS_INVALID',
        message: expect.stringContaining(name) as string,
      });
    });
  });

  it('reads ~/.docker/config.json', async () => {
    await writeConfig({ auths: { [host]: { auth } } });
    expect(await createCredentials({ env: {}, home })(host)).toEqual(bob);
  });

  it('reads where DOCKER_CONFIG points', async () => {
    await mkdir(join(home, 'other'));
    await writeConfig({ auths: { [host]: { auth } } }, 'other');
    const env = { DOCKER_CONFIG: join(home, 'other') };
    expect(await createCredentials({ env, home })(host)).toEqual(bob);
  });

  it('is anonymous with an empty file', async () => {
    await writeConfig('');
    expect(await createCredentials({ env: {}, home })(host)).toBeUndefined();
  });

  describe('DOCKER_AUTH_CONFIG', () => {
    const given = (value: unknown) => ({
      DOCKER_AUTH_CONFIG:
        typeof value === 'string' ? value : JSON.stringify(value),
    });
    const find = (value: unknown, registry = host) =>
      createCredentials({ env: given(value), home })(registry);

    it('comes before the file, which has the other logins', async () => {
      const kim = Buffer.from('kim:s').toString('base64');
      await writeConfig({ auths: { [host]: { auth: kim }, b: { auth: kim } } });
      const value = { auths: { [host]: { auth } } };
      expect(await find(value)).toEqual(bob);
      expect(await find(value, 'b')).toMatchObject({ username: 'kim' });
      expect(await find('')).toMatchObject({ username: 'kim' });
    });

    it('has Docker Hub under the name that docker login gives it', async () => {
      const value = { auths: { 'https://index.docker.io/v1/': { auth } } };
      expect(await find(value, 'docker.io')).toEqual(bob);
    });

    it('is named when it cannot be read, without what is in it', async () => {
      const failed = find('{"auths": "hunter2');
      await expect(failed).rejects.toMatchObject({
        code: 'CREDENTIALS_INVALID',
        message: 'DOCKER_AUTH_CONFIG: is not valid JSON',
      });
    });
  });

  it.each([
    ['without a config', {}],
    ['without a folder', { DOCKER_CONFIG: join('no', 'such', 'folder') }],
    ['with a file for a folder', { DOCKER_CONFIG: process.execPath }],
  ])('is anonymous %s', async (_name, env) => {
    expect(await createCredentials({ env, home })(host)).toBeUndefined();
  });

  it('names a config that does not parse', async () => {
    await writeConfig('{');
    const find = createCredentials({ env: {}, home });
    await expect(find(host)).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining(
        join(home, '.docker', 'config.json'),
      ) as string,
    });
  });

  it('names a config that cannot be read', async () => {
    await mkdir(join(home, '.docker', 'config.json'));
    const find = createCredentials({ env: {}, home });
    await expect(find(host)).rejects.toMatchObject({
      code: 'CREDENTIALS_INVALID',
      message: expect.stringContaining('is a folder, not a file') as string,
    });
  });

  onPosix('a credential helper', () => {
    let env: Record<string, string>;

    beforeEach(async () => {
      const program = join(home, 'docker-credential-fake');
      const text = `#!/usr/bin/env node\n${HELPER}`;
      await writeFile(program, text, { mode: 0o755 });
      const node = dirname(process.execPath);
      env = { PATH: [home, node, '/usr/bin', '/bin'].join(delimiter) };
    });

    function answerWith(answers: unknown) {
      return writeFile(join(home, 'answers.json'), JSON.stringify(answers));
    }

    it('comes before the config, and is asked once', async () => {
      await writeConfig({ auths: { [host]: { auth } }, credsStore: 'fake' });
      await answerWith({ [host]: { Username: 'kim', Secret: 's' } });
      const find = createCredentials({ env, home });
      const [first, second] = await Promise.all([find(host), find(host)]);
      expect(first).toEqual({ username: 'kim', password: 's' });
      expect(second).toBe(first);
      expect(await readFile(join(home, 'asked'), 'utf8')).toBe(`${host}\n`);
    });

    it('hands out identity tokens', async () => {
      await writeConfig({ credHelpers: { [host]: 'fake' } });
      await answerWith({ [host]: { Username: '<token>', Secret: 'it' } });
      expect(await createCredentials({ env, home })(host)).toEqual({
        username: '<token>',
        password: 'it',
      });
    });

    it('may have an empty secret, which is none', async () => {
      await writeConfig({ credsStore: 'fake' });
      await answerWith({ [host]: { Username: 'x', Secret: '' } });
      expect(await createCredentials({ env, home })(host)).toBeUndefined();
    });

    it('may know nothing, then the config is used', async () => {
      await writeConfig({ auths: { [host]: { auth } }, credsStore: 'fake' });
      await answerWith({});
      expect(await createCredentials({ env, home })(host)).toEqual(bob);
    });

    it.each([
      [
        'fails',
        'fake',
        { [host]: 'keychain locked, token=hunter2' },
        'keychain locked',
      ],
      [
        'is not there',
        'absent',
        {},
        'docker-credential-absent is not installed',
      ],
      ['has a path for a name', '../../bin/sh', {}, 'not the name of a helper'],
      [
        'answers with half',
        'fake',
        { [host]: { Username: 'x' } },
        'without Username and Secret',
      ],
    ])(
      'that %s is named, without secrets',
      async (_name, helper, answers, text) => {
        await writeConfig({ credsStore: helper });
        await answerWith(answers);
        const failed = createCredentials({ env, home })(host);
        await expect(failed).rejects.toMatchObject({
          code: 'CREDENTIALS_INVALID',
          message: expect.stringContaining(text) as string,
        });
        await expect(failed).rejects.not.toThrow(/hunter2/);
      },
    );
  });
});
