import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

import { findPrograms } from './find-program';
import { findFreePort } from './free-port';
import { findLabProgram } from './lab-program';
import { isRunning } from './processes';
import { waitUntil } from './wait-until';

/** Names of the ssh config: each is this machine, met in another way. */
export type SshAlias =
  | 'works'
  | 'new-key'
  | 'changed-key'
  | 'no-login'
  | 'no-docker'
  | 'nobody-listens';

/** Keys that log in, and what the other side's shell finds then. */
const LOGINS = {
  works: '',
  'no-docker': 'environment="PATH=/nowhere" ',
};

/** sshd wants a user for what is not logged in yet, and a folder; a machine without one gets both for this process alone. */
const WITH_SSHD_USER = `
if ! getent passwd sshd > /dev/null; then
  cp /etc/passwd "$1/passwd"
  echo 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin' >> "$1/passwd"
  mount --bind "$1/passwd" /etc/passwd
fi
mkdir -p /run/sshd
shift
exec "$@"
`;

const isRoot = process.getuid?.() === 0;

/** This machine as another one that only ssh reaches. */
export class SshServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-ssh-'));
  #child: ChildProcess | undefined;

  /** Throws where there is no sshd to be had. */
  static async start(): Promise<SshServer> {
    const sshd = findSshd();
    if (sshd === undefined) throw new Error('there is no sshd');
    const server = new SshServer();
    try {
      await server.#start(sshd);
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  /** The variables of a user who works on the machine of that name; `socket` is a path there. */
  env(alias: SshAlias, socket = '') {
    const path = process.env['PATH'] ?? '';
    return {
      DOCKER_HOST: `ssh://${alias}${socket}`,
      PATH: `${this.#file('bin')}${delimiter}${path}`,
    };
  }

  /** Whether a connection is open that a command made. */
  get hasClients(): boolean {
    return isRunning(this.#file('ssh_config'));
  }

  /** Rejects if a connection stays open; ssh ends a moment after the command that asked it to. */
  async expectNoClients(): Promise<void> {
    await waitUntil('ssh has ended', () => !this.hasClients);
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(sshd: string): Promise<void> {
    const port = await findFreePort();
    for (const name of ['host', 'other-host', ...Object.keys(LOGINS)])
      this.#makeKey(name);
    this.#makeKey('stranger');
    this.#write('authorized', this.#authorizedKeys());
    this.#write('known', `[127.0.0.1]:${port} ${this.#publicKey('host')}`);
    const other = this.#publicKey('other-host');
    this.#write('known-before', `[127.0.0.1]:${port} ${other}`);
    this.#write('ssh_config', this.#clientConfig(port, await findFreePort()));
    this.#write('sshd_config', this.#serverConfig(port));
    this.#writeClient();
    this.#spawn([sshd, '-D', '-e', '-f', this.#file('sshd_config')]);
    await waitUntil('sshd answers', () => answers(port));
  }

  /** The ssh of this machine, with the config above in place of the user's. */
  #writeClient(): void {
    mkdirSync(this.#file('bin'));
    const [ssh = 'ssh'] = findPrograms('ssh');
    const program = `#!/bin/sh\nexec ${ssh} -F ${this.#file('ssh_config')} "$@"\n`;
    writeFileSync(this.#file('bin/ssh'), program, { mode: 0o755 });
  }

  #spawn(argv: string[]): void {
    const log = openSync(this.#file('sshd.log'), 'a');
    const script = ['-c', WITH_SSHD_USER, 'sh', this.#folder, ...argv];
    const words = isRoot ? ['unshare', '--mount', 'sh', ...script] : argv;
    const [program = '', ...rest] = words;
    this.#child = spawn(program, rest, { stdio: ['ignore', log, log] });
  }

  #serverConfig(port: number): string {
    return `Port ${port}
ListenAddress 127.0.0.1
HostKey ${this.#file('host')}
AuthorizedKeysFile ${this.#file('authorized')}
PermitUserEnvironment yes
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
PidFile none
MaxStartups 100
SetEnv DOCKER_HOST=${process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock'}
`;
  }

  #clientConfig(port: number, freePort: number): string {
    const alias = (name: SshAlias, key: string, more = '') =>
      `Host ${name}\n  IdentityFile ${this.#file(key)}\n${more}`;
    const known = (file: string) =>
      `  UserKnownHostsFile ${this.#file(file)}\n`;
    return [
      alias('works', 'works'),
      alias('new-key', 'works', known('none')),
      alias('changed-key', 'works', known('known-before')),
      alias('no-login', 'stranger'),
      alias('no-docker', 'no-docker'),
      alias('nobody-listens', 'works', `  Port ${freePort}\n`),
      `Host *
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentitiesOnly yes
  UserKnownHostsFile ${this.#file('known')}
  GlobalKnownHostsFile ${this.#file('none')}
`,
    ].join('');
  }

  #authorizedKeys(): string {
    return Object.entries(LOGINS)
      .map(([name, options]) => `${options}${this.#publicKey(name)}`)
      .join('');
  }

  #makeKey(name: string): void {
    const words = ['-q', '-t', 'ed25519', '-N', '', '-f', this.#file(name)];
    execFileSync('ssh-keygen', words, { stdio: 'pipe' });
  }

  #publicKey(name: string): string {
    return readFileSync(this.#file(`${name}.pub`), 'utf8');
  }

  #write(name: string, text: string): void {
    writeFileSync(this.#file(name), text, { mode: 0o600 });
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

/** Where sshd is, if this machine has or gets one and has ssh, too. */
export function findSshd(): string | undefined {
  if (process.platform === 'win32') return undefined;
  const needed = ['ssh', 'ssh-keygen', 'docker'];
  const isComplete = needed.every((name) => findPrograms(name).length > 0);
  return isComplete ? findLabProgram('ssh-server.sh') : undefined;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    // It speaks first.
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
