import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { expectFailure, expectSuccess } from './expectations';
import { isRunning } from './processes';
import type { RunningCommand } from './running-command';
import { scratchEnvironment } from './scratch-environment';
import { findPlaceRuntime } from './scratch-profile';
import { BRICKYARD } from './scratch-workspace';
import { TestBed } from './test-bed';
import { TypedTerminal } from './typed-terminal';
import { waitUntil } from './wait-until';

let bed: TestBed;
const terminals: TypedTerminal[] = [];

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  workspace.addFlavour('odd', {
    Dockerfile:
      'FROM ubuntu:24.04\nRUN useradd me\nENV TEAM=demand\nWORKDIR /srv\nENTRYPOINT ["false"]\nCMD ["-x"]\nUSER me\n',
  });
  workspace.addFlavour('files', {
    Dockerfile: 'FROM scratch\nCOPY content /\n',
    content: '',
  });
  workspace.addFlavour('unbuilt', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.commit('an image that does as it likes, a library, one not built');
  expectSuccess(await workspace.nx(['docker-push', 'odd']));
  expectSuccess(await workspace.nx(['docker-build', 'files']));
}, 300_000);
afterEach(async () => {
  for (const terminal of terminals.splice(0)) terminal.close();
  await waitUntil('no container is left', async () => {
    return (await listContainers()).length === 0;
  });
});
afterAll(() => bed?.close());

describe('brickyard shell -- command', () => {
  it.each([
    [['false'], 1],
    [['sh', '-c', 'exit 7'], 7],
    [['sh', '-c', 'kill -9 $$'], 137],
    [['no-such-command'], 127],
    [['true'], 0],
  ])('exits as %j does, with %i', async (command, code) => {
    const { status, stdout } = await shell('odd', '--', ...command);
    expect([status, stdout]).toEqual([code, '']);
  });

  it('is root with the environment of the image, whatever its ENTRYPOINT, CMD and USER', async () => {
    const command = ['sh', '-c', 'id -un; echo $TEAM; pwd; ls /sys/class/net'];
    const { stdout } = await shell('odd', '--offline', '--', ...command);
    expect(stdout).toBe('root\ndemand\n/srv\nlo\n');
  });

  it('has a network as a cluster does', async () => {
    const command = ['ls', '/sys/class/net'];
    const { stdout } = await shell('odd', '--', ...command);
    expect(stdout).toMatch(/eth|ens|enp/);
  });

  it('hands over bytes as they are, and stderr apart', async () => {
    const line = `${brickyard} shell odd -- sh -c 'cat; echo -e "##vso[x]" >&2' < bytes 2> err | sha256sum`;
    const bytes = Buffer.from([...Array(256).keys()]);
    bed.workspace.write('bytes', bytes);
    const { output } = await bed.workspace.start(['sh', '-c', line]).finished;
    const sums = execFileSync('sha256sum', [join(bed.workspace.root, 'bytes')]);
    expect(output.split(' ')[0]).toBe(String(sums).split(' ')[0]);
    expect(bed.workspace.read('err')).toContain('##vso[x]');
  });

  it('reads stdin where there is no terminal and no command', async () => {
    const line = `echo 'echo $0 $((6 * 7)); exit 5' | ${brickyard} shell odd`;
    const { status, output } = await bed.workspace.start(['sh', '-c', line])
      .finished;
    expect([status, output]).toEqual([5, 'bash 42\n']);
  });

  it('ends when nobody reads what it prints', async () => {
    const line = `(${brickyard} shell odd -- yes; echo $? >&2) | head -n 1`;
    const { output } = await bed.workspace.start(['sh', '-c', line]).finished;
    expect(output).toBe('y\n141\n');
  });

  it('shares the current folder, in both directions', async () => {
    const { workspace } = bed;
    const command = ['sh', '-c', 'cat given; pwd; echo made > made'];
    workspace.write('given', 'given\n');
    const { stdout } = await shell('odd', '--mount', '--', ...command);
    expect(stdout).toBe('given\n/workspace\n');
    expect(workspace.read('made')).toBe('made\n');
  });

  it('takes any reference, and pulls what the engine lacks', async () => {
    const digest = await bed.publishedDigest('odd', 'latest');
    const reference = `${bed.tap.host}/${bed.workspace.namespace}/odd@${digest}`;
    await bed.engine.removeImages([
      `${bed.tap.host}/${bed.workspace.namespace}/odd`,
    ]);
    const { status, stdout, output } = await shell(
      reference,
      '--',
      'echo',
      'hi',
    );
    expect([status, stdout]).toEqual([0, 'hi\n']);
    expect(output).toContain('pulling it');
  });
});

describe('brickyard shell on a terminal', () => {
  it('is a shell that keys, Ctrl-C and the size of the window reach', async () => {
    const terminal = open('shell', 'odd');
    await terminal.waitFor(/# $/);
    terminal.type('id -un; stty size; tty\r');
    await terminal.waitFor(/root\r\n24 90\r\n\/dev\/pts\//);
    terminal.resize(100, 40);
    await waitUntil('the size is told', async () => {
      terminal.type('stty size\r');
      await terminal.waitFor(/\d+ \d+\r\n/);
      return terminal.text.includes('40 100');
    });
    terminal.type('sleep 600\r');
    await terminal.waitFor(/sleep 600\r\n/);
    terminal.type('\u0003');
    await terminal.waitFor(/# $/);
    terminal.type('exit 9\r');
    expect(await terminal.finished).toBe(9);
  });

  it('gives the terminal back as it was', async () => {
    const line = `stty -a > before; ${brickyard} shell odd -- true; stty -a > after`;
    const terminal = openProgram(['sh', '-c', line]);
    expect(await terminal.finished).toBe(0);
    const { workspace } = bed;
    expect(workspace.read('after')).toBe(workspace.read('before'));
  });

  it('ends what Ctrl-C ends', async () => {
    const terminal = open(
      'shell',
      'odd',
      '--',
      'sh',
      '-c',
      'echo on; sleep 600',
    );
    await terminal.waitFor(/on\r\n/);
    terminal.type('\u0003');
    expect(await terminal.finished).toBe(130);
  });

  it('leaves nothing when the window is closed', async () => {
    const word = `sleep-${bed.workspace.id}-closed`;
    const script = 'echo on; sleep 600';
    const terminal = open('shell', 'odd', '--', 'sh', '-c', script, word);
    await terminal.waitFor(/on\r\n/);
    expect(await listContainers()).toHaveLength(1);
    terminal.close();
    await waitUntil(`${word} has ended`, () => !isRunning(word));
  });
});

describe('brickyard shell leaves no container', () => {
  it.each([
    ['Ctrl-C', async (command: RunningCommand) => command.pressCtrlC()],
    ['SIGTERM', async (command: RunningCommand) => command.terminate()],
    // A closed terminal's SIGHUP does.
    ['a signal that comes many times', terminateAgain],
  ])('with %s', async (name, interrupt) => {
    const word = `sleep-${bed.workspace.id}-${name}`;
    const command = bed.workspace.start(
      [...brickyard.split(' '), 'shell', 'odd', '--'].concat(
        ...['sh', '-c', 'echo begins; sleep 600', word],
      ),
    );
    await command.waitFor('begins');
    await interrupt(command);
    expectFailure(await command.finished, 'INTERRUPTED');
    await waitUntil(`${word} has ended`, () => !isRunning(word));
  });
});

describe('brickyard shell says what is wrong', () => {
  it('of a flavour that was never built', async () => {
    const finished = await shell('unbuilt');
    expectFailure(finished, 'IMAGE_UNKNOWN', 'npx nx docker-build unbuilt');
  });

  it('of a line that it is not built for', async () => {
    const finished = await shell('odd@1.0-LTS', '--', 'true');
    expectFailure(finished, 'RUNTIME_UNKNOWN', 'odd is not built for 1.0-LTS');
  });

  it('of an image without a shell', async () => {
    const finished = await shell('files');
    expectFailure(finished, 'CONTAINER_FAILED', 'library', '-- <command>');
  });

  it('where no engine answers', async () => {
    const DOCKER_HOST = `unix://${bed.workspace.root}/no.sock`;
    const finished = await bed.workspace.brickyard(['shell', 'odd'], {
      DOCKER_HOST,
    });
    expectFailure(finished, 'ENGINE_UNREACHABLE', 'start Docker');
  });

  it('of a folder that another machine does not have', async () => {
    const DOCKER_HOST = 'ssh://nobody@nowhere.invalid';
    const finished = await bed.workspace.brickyard(
      ['shell', 'odd', '--mount'],
      { DOCKER_HOST },
    );
    expectFailure(finished, 'OPTIONS_INVALID', DOCKER_HOST, 'tar x');
    expect(existsSync(join(bed.workspace.root, 'dist/none'))).toBe(false);
  });
});

const brickyard = `${process.execPath} ${BRICKYARD}`;

async function terminateAgain(command: RunningCommand): Promise<void> {
  for (let time = 0; time < 20; time++) {
    command.terminate();
    await delay(2);
  }
}

function shell(...words: string[]) {
  return bed.workspace.brickyard(['shell', ...words]);
}

function open(...words: string[]): TypedTerminal {
  return openProgram([process.execPath, BRICKYARD, ...words]);
}

function openProgram(argv: readonly string[]): TypedTerminal {
  const environment = scratchEnvironment(process.env);
  const cwd = bed.workspace.root;
  const terminal = new TypedTerminal(argv, { cwd, columns: 90, environment });
  terminals.push(terminal);
  return terminal;
}

/** Of all images of this workspace. */
async function listContainers(): Promise<string[]> {
  const line = findPlaceRuntime(process.env, '17.3-LTS');
  const names = ['odd', 'files', 'unbuilt'].map((name) =>
    bed.localName(name, line),
  );
  const found = await Promise.all(
    names.map((name) => bed.engine.listContainers(name)),
  );
  return found.flat();
}
