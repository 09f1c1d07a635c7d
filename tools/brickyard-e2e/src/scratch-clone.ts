import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expectSuccess } from './expectations';
import { copyFlavour } from './repository-flavours';
import { repositoryRoot } from './repository-root';
import type { Finished } from './running-command';
import type { ScratchWorkspace } from './scratch-workspace';

/**
 * A clone of this repository, made from a scratch workspace, with its own origin.
 * It has a few renamed flavours, and no tools: the plugin is the one of this
 * checkout, as for a team that installs it.
 */
export class ScratchClone {
  readonly desk: ScratchWorkspace;
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-origin-'));
  readonly origin = join(this.#folder, 'images.git');

  constructor(desk: ScratchWorkspace, flavours: readonly string[]) {
    this.desk = desk;
    const { namespace } = desk;
    const { plugins } = this.#readJson('nx.json') as { plugins: object[] };
    // This checkout may be shallow: its files are taken, its history is not.
    desk.git('fetch', '-q', '--update-shallow', repositoryRoot, 'HEAD');
    const words = ['commit-tree', '-m', 'this repository', 'FETCH_HEAD^{tree}'];
    desk.git('checkout', '-qf', '-B', 'main', desk.git(...words));
    // .gitignore names a folder, and here it is a link.
    appendFileSync(join(desk.root, '.git/info/exclude'), 'node_modules\n');
    for (const path of ['tools', 'packages']) desk.remove(path);
    for (const name of flavours) copyFlavour(desk, name);
    desk.write('nx.json', { ...this.#readJson('nx.json'), plugins });
    desk.write('package.json', {
      ...this.#readJson('package.json'),
      name: namespace,
      workspaces: [],
    });
    desk.git('init', '--quiet', '--bare', '-b', 'main', this.origin);
    desk.git('remote', 'add', 'origin', this.origin);
  }

  /** To main, whatever commits are there. */
  pushMain(): void {
    this.desk.git('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
  }

  /** Writes the ref that a host creates for a pull request. */
  pushPullRequest(number: number): void {
    const ref = `refs/pull/${number}/head`;
    this.desk.git('push', '--quiet', '--force', 'origin', `HEAD:${ref}`);
  }

  /** A branch at main, with `change` committed, as pull request `number`. */
  async propose(
    number: number,
    change: () => void | Promise<void>,
  ): Promise<void> {
    this.desk.git('checkout', '-q', '-B', `change-${number}`, 'main');
    await change();
    this.desk.commit(`change ${number}`);
    this.pushPullRequest(number);
  }

  async commitToMain(change: () => Promise<void>): Promise<void> {
    this.desk.git('checkout', '-q', 'main');
    await change();
    this.desk.commit('a change of main');
    this.pushMain();
  }

  merge(number: number): void {
    this.desk.git('checkout', '-q', 'main');
    this.desk.git('merge', '-q', '--no-ff', '--no-edit', `change-${number}`);
    this.pushMain();
  }

  /** As a person types it. */
  async type(...words: string[]): Promise<Finished> {
    const finished = await this.desk.start(['npx', ...words]).finished;
    expectSuccess(finished);
    return finished;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #readJson(path: string): Record<string, unknown> {
    const text = readFileSync(join(this.desk.root, path), 'utf8');
    return JSON.parse(text) as Record<string, unknown>;
  }
}
