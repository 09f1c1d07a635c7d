import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Docker from 'dockerode';

import { EngineProbe } from './engine-probe';
import type { FakeClock } from './fake-clock';
import { findPrograms } from './find-program';
import { waitUntil } from './wait-until';

/** A daemon needs root, and `ip` gives it a network apart from docker0. */
export const canStartEngine =
  process.getuid?.() === 0 &&
  ['dockerd', 'ip', 'mount'].every((name) => findPrograms(name).length > 0);

export interface EngineSettings {
  /** The size of its disk; the machine's own when left out. */
  megabytes?: number;
  flags?: readonly string[];
  /** What its builds take for the time; the machine's when left out. */
  clock?: FakeClock;
}

/** An engine beside the machine's, empty, that a test may kill. */
export class SecondEngine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-engine-'));
  /** The name of an interface has at most 15 letters. */
  readonly #bridge = `e2e${process.pid}`;
  readonly #socket = join(this.#folder, 'docker.sock');
  #child: ChildProcess | undefined;

  static async start(asked: EngineSettings = {}): Promise<SecondEngine> {
    const engine = new SecondEngine();
    try {
      await engine.#start(asked);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  /** The variables that a command needs to reach it. */
  get env() {
    return { DOCKER_HOST: `unix://${this.#socket}` };
  }

  get probe(): EngineProbe {
    return new EngineProbe(this.#socket);
  }

  /** As the out-of-memory killer does; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
    for (const mount of listMounts(this.#folder))
      run('umount', '--lazy', mount);
    try {
      run('ip', 'link', 'delete', this.#bridge);
    } catch {
      // It does not exist when the start failed before.
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start({
    megabytes,
    flags = [],
    clock,
  }: EngineSettings): Promise<void> {
    const data = join(this.#folder, 'data');
    mkdirSync(data);
    if (megabytes !== undefined) {
      run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', data);
    }
    run('ip', 'link', 'add', this.#bridge, 'type', 'bridge');
    const subnet = `172.31.${process.pid % 250}.1/24`;
    run('ip', 'address', 'add', subnet, 'dev', this.#bridge);
    run('ip', 'link', 'set', this.#bridge, 'up');
    const log = openSync(join(this.#folder, 'dockerd.log'), 'a');
    this.#child = spawn('dockerd', [...this.#flags(data), ...flags], {
      stdio: ['ignore', log, log],
      env: clock?.env ?? process.env,
    });
    const docker = new Docker({ socketPath: this.#socket });
    await waitUntil('the second engine answers', () => isAlive(docker));
  }

  #flags(data: string): string[] {
    return [
      `--host=unix://${this.#socket}`,
      `--data-root=${data}`,
      `--exec-root=${join(this.#folder, 'exec')}`,
      `--pidfile=${join(this.#folder, 'dockerd.pid')}`,
      `--bridge=${this.#bridge}`,
      '--iptables=false',
      '--ip-masq=false',
      `--containerd-namespace=${this.#bridge}`,
      `--containerd-plugins-namespace=${this.#bridge}-plugins`,
    ];
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await ended;
  }
}

async function isAlive(docker: Docker): Promise<boolean> {
  try {
    await docker.ping();
    return true;
  } catch {
    return false;
  }
}

/** Inner ones first. */
function listMounts(folder: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .reverse();
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: 'pipe' });
}
