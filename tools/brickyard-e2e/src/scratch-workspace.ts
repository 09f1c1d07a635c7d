import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { BuildPlan } from '../../brickyard/src/plan/build-plan';
import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import { repositoryRoot } from './repository-root';
import { type Finished, RunningCommand } from './running-command';
import { scratchEnvironment } from './scratch-environment';
import { readPlaceProfile } from './scratch-profile';

/** When left out, the user who runs the tests. */
interface User {
  uid?: number;
  gid?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const NX = join(repositoryRoot, 'node_modules/nx/dist/bin/nx.js');
export const BRICKYARD = join(
  repositoryRoot,
  'tools/brickyard/bin/brickyard.cjs',
);

/** A throw-away Nx workspace in git, with this checkout's plugin and nothing in it. */
export class ScratchWorkspace {
  /** In every name that ends up in engine or registry, so that no two runs meet. */
  readonly id = randomBytes(4).toString('hex');
  readonly namespace: string;
  readonly root = mkdtempSync(join(tmpdir(), 'brickyard-e2e-'));
  readonly #commands: RunningCommand[] = [];
  readonly #options: object;

  /** `namespace` is left out unless its images are shared: shared-flavours.ts. */
  constructor(registry: string, namespace?: string) {
    this.namespace = namespace ?? `e2e-${this.id}`;
    // Users other than root read it, too: see unprivileged-user.ts.
    chmodSync(this.root, 0o755);
    const profile = 'profile.json';
    const names = { namespace: this.namespace, localNamespace: this.namespace };
    this.#options = { registry, ...names, profile };
    this.write('package.json', { name: 'scratch', private: true });
    this.setOptions({});
    this.write(profile, readPlaceProfile(process.env));
    this.write('.nxignore', '**/*.md\n');
    this.write('.gitignore', 'node_modules\n.nx\ndist\n');
    symlinkSync(
      join(repositoryRoot, 'node_modules'),
      join(this.root, 'node_modules'),
    );
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('config', 'user.name', 'e2e');
    this.git('config', 'user.email', 'e2e@localhost');
  }

  /** Writes nx.json with more options of the plugin, and more of Nx. */
  setOptions(options: object, settings: object = {}): void {
    const plugin = {
      plugin: 'brickyard',
      options: { ...this.#options, ...options },
    };
    this.write('nx.json', {
      analytics: false,
      neverConnectToCloud: true,
      cacheDirectory: '.nx/cache',
      namedInputs: { default: ['{projectRoot}/**/*'], image: [] },
      plugins: [plugin],
      ...settings,
    });
  }

  /** Text as it is, anything else as JSON. */
  write(path: string, content: string | Buffer | object, mode?: number): void {
    const file = join(this.root, path);
    const isBytes = typeof content === 'string' || Buffer.isBuffer(content);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, isBytes ? content : JSON.stringify(content));
    if (mode !== undefined) chmodSync(file, mode);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  link(path: string, target: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(target, file);
  }

  rename(path: string, other: string): void {
    renameSync(join(this.root, path), join(this.root, other));
  }

  /** Extends a file with zeros that take no space on disk. */
  setSize(path: string, bytes: number): void {
    truncateSync(join(this.root, path), bytes);
  }

  setMode(path: string, mode: number): void {
    chmodSync(join(this.root, path), mode);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  addFlavour(name: string, files: Readonly<Record<string, string>>): void {
    const folder = `packages/${name}`;
    const definition = "export default { runtimes: ['17.3-LTS'] };\n";
    this.write(`${folder}/package.json`, { name, private: true });
    this.write(`${folder}/image.ts`, definition);
    for (const [path, text] of Object.entries(files)) {
      this.write(`${folder}/${path}`, text);
    }
  }

  commit(message: string): void {
    this.git('add', '--all');
    const words = ['--quiet', '--allow-empty', '--no-verify'];
    this.git('commit', ...words, `--message=${message}`);
  }

  /** `nx <words>`, to its end. */
  nx(words: readonly string[], change?: Environment): Promise<Finished> {
    return this.startNx(words, change).finished;
  }

  startNx(words: readonly string[], change?: Environment): RunningCommand {
    return this.start([process.execPath, NX, ...words], change);
  }

  /** Publishes every flavour. */
  push(change?: Environment): Promise<Finished> {
    return this.nx(['run-many', '-t', 'docker-push'], change);
  }

  /** The same, as a step in a test about something else. */
  async publish(change?: Environment): Promise<Finished> {
    const pushed = await this.push(change);
    if (pushed.status !== 0) throw new Error(`no push:\n${pushed.output}`);
    return pushed;
  }

  brickyard(
    words: readonly string[],
    change?: Environment,
    user?: User,
  ): Promise<Finished> {
    const argv = [process.execPath, BRICKYARD, ...words];
    return this.start(argv, change, user).finished;
  }

  async plan(change?: Environment): Promise<BuildPlan> {
    const { status, stdout, output } = await this.brickyard(
      ['plan', '--json'],
      change,
    );
    if (status !== 0) throw new Error(`brickyard plan failed:\n${output}`);
    return JSON.parse(stdout) as BuildPlan;
  }

  /** The record that the last push wrote for a flavour. */
  record(flavour: string): ImageRecord {
    const file = join(this.root, `dist/packages/${flavour}/image.json`);
    return JSON.parse(readFileSync(file, 'utf8')) as ImageRecord;
  }

  start(
    argv: readonly string[],
    change: Environment = {},
    user: User = {},
  ): RunningCommand {
    const env = { ...scratchEnvironment(process.env), ...change };
    const command = new RunningCommand(argv, { cwd: this.root, env, ...user });
    this.#commands.push(command);
    return command;
  }

  close(): void {
    for (const command of this.#commands) command.kill();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** `git <words>`, and what it prints. */
  git(...words: string[]): string {
    const env = scratchEnvironment(process.env);
    const options = { cwd: this.root, env, encoding: 'utf8' } as const;
    return execFileSync('git', words, options).trim();
  }
}
