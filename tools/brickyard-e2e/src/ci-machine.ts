import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import { repositoryRoot } from './repository-root';
import { type Finished, RunningCommand } from './running-command';
import { scratchEnvironment } from './scratch-environment';

type Environment = Readonly<Record<string, string>>;

/** Variables that the runner of these tests may have itself, in CI. */
const FOREIGN = /^(GITHUB|RUNNER|ACTIONS|SYSTEM|BUILD|AGENT|TF)_/;

/** Finds what npx finds, 0.4 s sooner at each of seventy steps; it downloads nothing. */
const npx =
  '#!/bin/sh\nname="$1"\nshift\nexec "node_modules/.bin/$name" "$@"\n';

/** Where jobs run: a clone of the origin that each job finds as if it were new. */
export class CiMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'brickyard-ci-'));
  readonly root = join(this.folder, 'images');
  /** What steps write for a run's page, one after the other. */
  readonly summary = join(this.folder, 'summary.md');
  readonly #programs = join(this.folder, 'bin');
  readonly #commands: RunningCommand[] = [];
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    this.git('.', 'clone', '--quiet', origin, this.root);
    // As `npm ci` would. That and npx are what a job does otherwise.
    symlinkSync(
      join(repositoryRoot, 'node_modules'),
      join(this.root, 'node_modules'),
    );
    mkdirSync(this.#programs);
    writeFileSync(join(this.#programs, 'npx'), npx, { mode: 0o755 });
    const excluded = join(this.root, '.git/info/exclude');
    appendFileSync(excluded, 'node_modules\n');
  }

  /**
   * A commit of `main`, or the merge of a pull request into it. A job that keeps
   * no credentials cannot push.
   */
  checkOut(pullRequest: number | undefined, keepsCredentials: boolean): void {
    const all = [
      '+refs/heads/*:refs/remotes/origin/*',
      '+refs/pull/*:refs/remotes/pull/*',
    ];
    this.git(this.root, 'fetch', '--quiet', '--prune', 'origin', ...all);
    const place = keepsCredentials ? this.#origin : '/no/credentials';
    this.git(this.root, 'remote', 'set-url', '--push', 'origin', place);
    this.git(this.root, 'checkout', '-qf', '--detach', 'origin/main');
    this.git(this.root, 'clean', '-ffdxq', '--exclude=/node_modules');
    if (pullRequest === undefined) return;
    const person = ['-c', 'user.name=merger', '-c', 'user.email=merger@host'];
    const merge = ['merge', '--quiet', '--no-ff', '--no-edit'];
    this.git(this.root, ...person, ...merge, `pull/${pullRequest}/head`);
  }

  /** As GitHub runs a step without a named shell. */
  run(script: string, environment: Environment): Promise<Finished> {
    const file = join(this.folder, 'step.sh');
    writeFileSync(file, script);
    const env = { ...this.environment(), ...environment };
    return this.start(['bash', '-e', file], this.root, env);
  }

  /** What a step has before anybody says more. */
  environment(): Record<string, string | undefined> {
    const own = Object.entries(scratchEnvironment(process.env));
    const env = Object.fromEntries(own.filter(([name]) => !FOREIGN.test(name)));
    return { ...env, PATH: `${this.#programs}:${env['PATH']}` };
  }

  start(
    argv: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<Finished> {
    const command = new RunningCommand(argv, { cwd, env });
    this.#commands.push(command);
    return command.finished;
  }

  /** The record that the last job's push wrote for a flavour. */
  record(flavour: string): ImageRecord {
    const text = this.read(`dist/packages/${flavour}/image.json`);
    return JSON.parse(text) as ImageRecord;
  }

  readSummary(): string {
    return readFileSync(this.summary, 'utf8');
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  git(cwd: string, ...words: string[]): string {
    const env = scratchEnvironment(process.env);
    const options = { cwd, env, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', words, options).trim();
  }

  close(): void {
    for (const command of this.#commands) command.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
