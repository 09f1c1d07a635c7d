import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';

import { TestFolder } from '../../testing/test-folder';

/** For specs: a bare repository, and a clone of it with one commit on `main`. */
export class TestRepository {
  readonly #folder = new TestFolder({});
  readonly environment: Record<string, string>;

  /** Copying an earlier one is four times as fast. */
  static #template: TestRepository | undefined;

  constructor() {
    const { PATH = '' } = process.env;
    // Git reads nothing from this machine's configuration.
    this.environment = {
      PATH,
      HOME: this.#folder.root,
      GIT_CONFIG_NOSYSTEM: '1',
    };
    const template = TestRepository.#template;
    if (template === undefined) this.#create();
    else this.#copy(template);
  }

  /** For `beforeAll`: later ones are copies of it, until it is closed. */
  static createTemplate(): TestRepository {
    TestRepository.#template = new TestRepository();
    return TestRepository.#template;
  }

  #create(): void {
    this.#git(
      '.',
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      'r.git',
    );
    this.clone('work');
    this.write('README.md', 'one\n');
    this.write('images.lock.json', '{}\n');
    this.write('packages/a/locks/1.txt', 'six==1\n');
    this.commit('start');
    this.git('push', '--quiet', 'origin', 'main');
  }

  #copy(template: TestRepository): void {
    cpSync(template.#folder.root, this.#folder.root, { recursive: true });
    const url = `file://${this.#folder.path('r.git')}`;
    this.git('remote', 'set-url', 'origin', url);
  }

  /** The clone's folder, or another one's. */
  path(clone = 'work'): string {
    return this.#folder.path(clone);
  }

  clone(name: string, ...options: string[]): void {
    const url = `file://${this.#folder.path('r.git')}`;
    this.#git('.', 'clone', '--quiet', ...options, url, name);
  }

  write(path: string, text: string): void {
    this.#folder.write(`work/${path}`, text);
  }

  remove(path: string): void {
    this.#folder.remove(`work/${path}`);
  }

  /** In the clone. */
  git(...args: string[]): string {
    return this.#git('work', ...args);
  }

  /** In the bare repository. */
  remote(...args: string[]): string {
    return this.#git('r.git', ...args);
  }

  /** Commits every change, as a person. */
  commit(message: string): void {
    const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    this.git('add', '--all');
    this.git(...person, 'commit', '--quiet', '--message', message);
  }

  close(): void {
    if (TestRepository.#template === this) TestRepository.#template = undefined;
    this.#folder.close();
  }

  #git(folder: string, ...args: string[]): string {
    const cwd = this.#folder.path(folder);
    const env = this.environment;
    return execFileSync('git', args, {
      cwd,
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  }
}
