import { HttpRegistry } from '../../registry/http-registry';
import { readWorkspace } from '../../workspace/read-workspace';
import { diffSides } from '../diff/diff-sides';
import type { ImageDiff } from '../diff/layer-diff';
import { createFamily, type TestWorkspace } from './test-workspace';

/** A family of flavours whose images contain R, and what compares them. */
export class DiffBed {
  /** What was told while comparing. */
  readonly said: string[] = [];
  readonly workspace: TestWorkspace;

  private constructor(workspace: TestWorkspace) {
    this.workspace = workspace;
  }

  static async open(): Promise<DiffBed> {
    const bed = new DiffBed(await createFamily());
    bed.workspace.write('packages/child/r_packages.sh', 'asked\n');
    bed.contain('asked', '1.0');
    return bed;
  }

  /** From now on, images contain R and one package of it. */
  contain(name: string, version: string): void {
    this.workspace.engine.container = () => {
      const rows = ['r\t4.4.2', `r-package\t${name}\t${version}\t4\t/l`, 'end'];
      const stdout = rows.map((row) => `brickyard:row\t${row}\n`).join('');
      return { exitCode: 0, stdout, stderr: '' };
    };
  }

  registry(): HttpRegistry {
    return new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
  }

  diff(from: string, to: string): Promise<ImageDiff> {
    const { workspace } = this;
    const request = {
      workspace: readWorkspace(workspace.root, workspace.environment),
      cwd: workspace.root,
      credentials: () => Promise.resolve(undefined),
      say: (text: string) => void this.said.push(text),
    };
    return diffSides(from, to, request, {
      engine: workspace.engine,
      registry: this.registry(),
      now: workspace.now,
      warn: (text) => void workspace.warnings.push(text),
    });
  }

  published(name: string, tag = 'dbr17.3'): string {
    return `${this.workspace.memory.host}/team/${name}:${tag}`;
  }
}
