import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { DockerEngine } from '../docker-engine';
import { ignore, requestOf } from '../testing/contract-request';
import type { Answers, LoopbackDaemon } from '../testing/loopback-daemon';
import { replyJson, startDaemon } from '../testing/loopback-daemon';
import { parseDockerHost } from './endpoint';

/** A stand-in for ssh, whose other side is the daemon at PORT. */
const SSH = `#!${process.execPath}
const { connect } = require('node:net');
const { appendFileSync } = require('node:fs');
const { PORT, LOG, FAILS } = process.env;
appendFileSync(LOG, JSON.stringify({ pid: process.pid, words: process.argv.slice(2) }) + '\\n');
if (FAILS) {
  process.stderr.write('ann@lab: Permission denied (publickey).\\r\\n');
  process.exit(255);
}
const socket = connect(Number(PORT), '127.0.0.1');
socket.on('error', () => process.exit(1));
socket.on('close', () => process.exit(Number(process.env.ENDS ?? 0)));
process.stdin.on('end', () => process.exit(0)).pipe(socket).pipe(process.stdout);
`;

const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('an engine behind ssh', () => {
  let folder: string;
  let daemon: LoopbackDaemon;
  let engine: DockerEngine;

  async function start(
    answers: Answers,
    env: Record<string, string> = {},
  ): Promise<void> {
    daemon = await startDaemon(answers);
    const { port } = daemon.endpoint as { port: number };
    const PATH = `${folder}${delimiter}/usr/bin:/bin`;
    const LOG = join(folder, 'log');
    engine = new DockerEngine(parseDockerHost('ssh://ann@lab'), {
      ...{ PATH, LOG, PORT: String(port) },
      ...env,
    });
  }

  const processes = () =>
    readFileSync(join(folder, 'log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { pid: number; words: string[] });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'brickyard-'));
    writeFileSync(join(folder, 'ssh'), SSH, { mode: 0o755 });
  });
  afterEach(async () => {
    engine.close();
    await daemon.close();
    rmSync(folder, { recursive: true });
  });

  const lists: Answers = {
    'GET /images/json': (_, to) => replyJson(to, 200, []),
  };

  it('answers several questions over one login', async () => {
    await start(lists);
    expect(await engine.listImages()).toEqual([]);
    expect(await engine.listImages()).toEqual([]);
    const words = expect.arrayContaining(['-l', 'ann', 'lab']) as unknown;
    expect(processes()).toMatchObject([{ words }]);
  });

  it('builds, with a session beside the build', async () => {
    const ended = { id: 'moby.image.id', aux: { ID: 'sha256:1' } };
    await start({
      'POST /build': (request, to) =>
        request.resume().on('end', () => replyJson(to, 200, ended)),
    });
    const built = await engine.buildImage(requestOf({}), ignore);
    expect(built).toEqual({ id: 'sha256:1' });
    expect(daemon.sessions).toHaveLength(1);
  });

  it('leaves no process behind', async () => {
    await start(lists);
    await engine.listImages();
    const [{ pid } = { pid: 0 }] = processes();
    expect(isAlive(pid)).toBe(true);
    engine.close();
    while (isAlive(pid)) await new Promise(setImmediate);
  });

  it('tells in its words why ssh does not get there', async () => {
    await start(lists, { FAILS: '1' });
    await expect(engine.listImages()).rejects.toMatchObject({
      code: 'ENGINE_DENIED',
      message: expect.stringContaining('(publickey)') as unknown,
    });
  });

  it('says that there is no ssh', async () => {
    await start(lists, { PATH: join(folder, 'nowhere') });
    await expect(engine.listImages()).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      hint: expect.stringContaining('OpenSSH') as unknown,
    });
  });

  it('rejects when the connection breaks in the middle', async () => {
    const broken: Answers = {
      'GET /images/json': (_, to) => to.write('[', () => to.destroy()),
    };
    await start(broken, { ENDS: '255' });
    await expect(engine.listImages()).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('went away') as unknown,
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
