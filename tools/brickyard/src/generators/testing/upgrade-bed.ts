import { commitAll, startRepository } from '../../run/testing/test-repository';
import { caught } from '../../testing/test-error';
import { copyStarters } from '../init/copy-starters';
import { generateUpgrade, type UpgradeOptions } from '../upgrade/upgrade';
import { StarterPackage } from './starter-package';
import { TestTree } from './test-tree';

/** For specs: git apart from the settings of this machine. */
export const gitEnvironment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
export const ten = Array.from({ length: 10 }, (_, at) => `line ${at + 1}`);
/** Of the copy of python; ten lines at first. */
export const list = 'packages/python/requirements.txt';

/** For specs: a workspace in git, and the Brickyard whose starters it copies. */
export class UpgradeBed {
  readonly test = new TestTree({ '.gitignore': 'node_modules\n' });
  readonly plugin = new StarterPackage('0.1.0');

  constructor() {
    this.plugin.starter('toolbox', 'bin/apt', '#!/bin/sh\n', 0o755);
    this.plugin.starter('python', 'requirements.txt', lines(...ten));
    this.plugin.starter('python', 'check.py', 'import sys\n');
  }

  get root(): string {
    return this.test.folder.root;
  }

  /** As version 0.1.0 makes it, committed. */
  init(names = ['toolbox', 'minimal', 'python']): void {
    copyStarters(this.test.tree, this.plugin.root, names);
    this.test.flush();
    startRepository(this.root);
  }

  edit(path: string, text: string): void {
    this.test.folder.write(path, text);
    this.commit();
  }

  remove(path: string): void {
    this.test.folder.remove(path);
    this.commit();
  }

  commit(): void {
    commitAll(this.root);
  }

  read(path: string): string | undefined {
    return this.test.files()[path];
  }

  /** All but git's. */
  files(): Record<string, string> {
    const all = Object.entries(this.test.files());
    return Object.fromEntries(
      all.filter(([path]) => !path.startsWith('.git/')),
    );
  }

  /** A run to its end: what it says, what it writes, and why it fails. */
  async upgrade(options: UpgradeOptions = {}) {
    const { told, finish, failure } = await this.plan(options);
    const changes = this.test.tree.listChanges().map(({ path }) => path);
    this.test.flush();
    await finish?.();
    return { told: told.join('\n'), failure, changes };
  }

  /** The same, with nothing on disk. */
  plan(options: UpgradeOptions = {}) {
    const place = { plugin: this.plugin.root, environment: gitEnvironment };
    return generateUpgrade(this.test.tree, options, place);
  }

  refused(options: UpgradeOptions = {}): Promise<unknown> {
    return this.upgrade(options).then(
      () => caught(() => undefined),
      (error: unknown) => error,
    );
  }

  /** Commits, and expects that a second run has nothing to do. */
  async expectNothingLeft(options: UpgradeOptions = {}): Promise<void> {
    this.commit();
    const { told, changes } = await this.upgrade(options);
    expect(changes).toEqual([]);
    expect(told).toMatch(/nothing to do/);
  }

  close(): void {
    this.test.close();
    this.plugin.close();
  }
}
