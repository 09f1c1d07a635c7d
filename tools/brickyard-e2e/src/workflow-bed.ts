import { renameSync } from 'node:fs';
import { join } from 'node:path';

import { MemoryHost } from '../../brickyard/src/hosting/testing/memory-host';
import { CiMachine } from './ci-machine';
import { addLockedFlavours } from './locked-flavours';
import { publishBase } from './private-base';
import { ScratchClone } from './scratch-clone';
import { TestBed } from './test-bed';
import type { JobRun, RunWorkflow, WorkflowEvent } from './workflow-run';

const preload = join(__dirname, 'shift-clock.cjs');

/** A clone of this repository, its code host, its registry, and a machine for jobs. */
export class WorkflowBed {
  readonly bed: TestBed;
  readonly host: MemoryHost;
  readonly clone: ScratchClone;
  readonly machine: CiMachine;
  readonly secrets = {
    BRICKYARD_REGISTRY_USERNAME: 'ada',
    BRICKYARD_REGISTRY_PASSWORD: 'open sesame',
  };
  /** Since today: when jobs run. */
  days = 0;
  readonly #runWorkflow: RunWorkflow;

  /** With toolbox, minimal and `team`, whose idna is locked to 3.6. */
  static async open(runWorkflow: RunWorkflow): Promise<WorkflowBed> {
    const bed = await TestBed.open();
    const host = await MemoryHost.start();
    const flow = new WorkflowBed(bed, host, runWorkflow);
    await flow.#fill();
    return flow;
  }

  private constructor(
    bed: TestBed,
    host: MemoryHost,
    runWorkflow: RunWorkflow,
  ) {
    this.bed = bed;
    this.host = host;
    this.#runWorkflow = runWorkflow;
    this.clone = new ScratchClone(bed.workspace, []);
    this.machine = new CiMachine(this.clone.origin);
  }

  /** Moves the tag of a base of `team` to other content. */
  async moveBase(name: 'tools' | 'gone', text: string): Promise<void> {
    const content = `${text} ${name} ${this.bed.workspace.id}\n`;
    const at = this.bed.repository(name);
    await publishBase(this.bed.published, at, content);
  }

  pullRequest(number: number, isFork = false): Promise<JobRun[]> {
    const { comments } = this.host.github;
    if (!isFork && !comments.has(number)) comments.set(number, []);
    const name = 'pull_request';
    return this.run('pull-request', { name, pullRequest: number, isFork });
  }

  publish(): Promise<JobRun[]> {
    return this.run('publish', { name: 'push' });
  }

  async run(id: string, event: WorkflowEvent): Promise<JobRun[]> {
    this.bed.tap.requests.length = 0;
    await this.#forgetLeaves();
    const { machine, host, secrets } = this;
    return this.#runWorkflow(id, event, {
      ...{ machine, secrets },
      repository: 'team/images',
      token: host.token,
      environment: {
        GITHUB_API_URL: host.origin,
        NODE_OPTIONS: `--require ${preload}`,
        SHIFT_DAYS: `${this.days}`,
      },
    });
  }

  /** The flavours whose images were pushed, by their immutable tags. */
  pushed(): string[] {
    return this.bed.tap.requests.flatMap(({ method, path }) => {
      const [, flavour] = /\/([^/]+)\/manifests\/k-/.exec(path) ?? [];
      return method === 'PUT' && flavour !== undefined ? [flavour] : [];
    });
  }

  comments(number: number) {
    return this.host.github.comments.get(number) ?? [];
  }

  async close(): Promise<void> {
    this.machine.close();
    this.clone.close();
    await this.host.close();
    await this.bed.close();
  }

  async #fill(): Promise<void> {
    const { bed, clone } = this;
    const { workspace } = bed;
    addLockedFlavours(workspace);
    workspace.remove('packages/child');
    this.#leaveToolbox();
    await this.moveBase('tools', 'first');
    await this.moveBase('gone', 'first');
    const copies = ['tools', 'gone'].map((name) => {
      const { repository } = bed.repository(name);
      return `COPY --from=${bed.tap.host}/${repository}:1 base /${name}\n`;
    });
    const team = 'packages/team/Dockerfile';
    workspace.write(team, workspace.read(team) + copies.join(''));
    workspace.write('packages/team/requirements.txt', 'idna<3.7\n');
    workspace.commit('the flavours');
    await clone.type('nx', 'sync');
    await clone.type('brickyard', 'refresh');
    await clone.type('nx', 'lock', 'team');
    workspace.commit('what is made of them');
    clone.pushMain();
  }

  /** Without locks of its own, since newer versions in the index do not matter here. */
  #leaveToolbox(): void {
    const { workspace } = this.bed;
    const folder = join(workspace.root, 'packages/toolbox');
    workspace.remove('packages/toolbox/requirements.txt');
    renameSync(join(folder, 'locks'), join(folder, 'pins'));
    const file = 'packages/toolbox/Dockerfile';
    const text = workspace.read(file).replace('COPY locks/', 'COPY pins/');
    workspace.write(file, text);
  }

  /** As on a fresh machine; removing their parents would only take longer. */
  async #forgetLeaves(): Promise<void> {
    const { engine, tap, workspace } = this.bed;
    const own = ['team', 'geo'].map((name) => `${workspace.namespace}/${name}`);
    const pulled = own.map((name) => `${tap.host}/${name}`);
    await engine.removeImages([...own, ...pulled]);
  }
}
