import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Docker from 'dockerode';

import { EngineProbe } from './engine-probe';
import { waitUntil } from './wait-until';

/** Those of its own are higher than a container may set that runs Podman. */
const LIMITS =
  '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\n';

/** Podman's Docker API, with a storage of its own, which is empty. */
export class PodmanEngine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-podman-'));
  readonly #socket = join(this.#folder, 'podman.sock');
  #child: ChildProcess | undefined;

  /** Docker takes a registry on loopback without TLS; Podman takes those it is told. */
  static async start(
    program: string,
    insecure: readonly string[],
  ): Promise<PodmanEngine> {
    const engine = new PodmanEngine();
    try {
      await engine.#start(program, insecure);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return engine;
  }

  get address(): string {
    return `unix://${this.#socket}`;
  }

  /** The variables that a command needs to reach it. */
  get env() {
    return { DOCKER_HOST: this.address };
  }

  get probe(): EngineProbe {
    return new EngineProbe(this.#socket);
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await ended;
    }
    for (const mount of listMounts(this.#folder))
      execFileSync('umount', ['--lazy', mount], { stdio: 'pipe' });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(program: string, insecure: readonly string[]): Promise<void> {
    const registries = join(this.#folder, 'registries.conf');
    writeFileSync(registries, insecure.map(withoutTls).join(''));
    const containers = join(this.#folder, 'containers.conf');
    writeFileSync(containers, LIMITS);
    for (const name of ['data', 'run']) mkdirSync(join(this.#folder, name));
    const log = openSync(join(this.#folder, 'podman.log'), 'a');
    const words = [
      ...[`--root=${this.#folder}/data`, `--runroot=${this.#folder}/run`],
      // There may be no systemd.
      ...['--cgroup-manager=cgroupfs', '--events-backend=file'],
      ...['system', 'service', '--time=0', this.address],
    ];
    this.#child = spawn(program, words, {
      env: {
        ...process.env,
        CONTAINERS_REGISTRIES_CONF: registries,
        CONTAINERS_CONF: containers,
      },
      stdio: ['ignore', log, log],
    });
    const docker = new Docker({ socketPath: this.#socket });
    await waitUntil('Podman answers', () =>
      docker.ping().then(
        () => true,
        () => false,
      ),
    );
  }
}

function withoutTls(host: string): string {
  return `[[registry]]\nlocation = "${host}"\ninsecure = true\n`;
}

/** Inner ones first. */
function listMounts(folder: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .reverse();
}
