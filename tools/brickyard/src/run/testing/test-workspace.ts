import { randomUUID } from 'node:crypto';

import type { ContainerResult } from '../../engine/engine';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { HttpRegistry } from '../../registry/http-registry';
import { isReferrersTag } from '../../registry/referrers/referrers-index';
import { MemoryRegistry } from '../../registry/testing/memory-registry';
import { TestFiles } from '../../testing/test-folder';
import { readWorkspace } from '../../workspace/read-workspace';
import type { Workspace } from '../../workspace/workspace';
import type { AddPlan, AddRequest } from '../add/add-plan';
import { applyAdd } from '../add/apply-add';
import { planAdd } from '../add/plan-add';
import { lockImages } from '../lock/lock-images';
import type { LockRequest } from '../lock/lock-request';
import { applyRun } from '../make/apply-run';
import { planRun } from '../make/plan-run';
import type { RunRequest } from '../make/run-request';
import { preparePlan } from '../plan/prepare-plan';
import { applySmoke, planSmoke } from '../smoke/smoke-images';
import type { SmokeImagesRequest } from '../smoke/smoke-request';
import { applyTests, planTests, type TestRequest } from '../test/test-images';
import { publishBase } from './test-base-image';

/**
 * For specs: a workspace on disk, an engine in memory, a registry on loopback.
 * `ubuntu:24.04` is an image in that registry.
 */
export class TestWorkspace extends TestFiles {
  readonly warnings: string[] = [];
  readonly lines: string[] = [];
  environment: Record<string, string> = {};
  engine: FakeEngine;
  /** Of the next run. */
  now = new Date('2027-01-01T12:00:00Z');
  readonly memory: MemoryRegistry;
  #registry: HttpRegistry;

  static async create(
    files: Record<string, string> = {},
  ): Promise<TestWorkspace> {
    const memory = await MemoryRegistry.start();
    const workspace = new TestWorkspace(memory);
    workspace.write('nx.json', {
      plugins: [
        {
          plugin: 'brickyard',
          options: {
            registry: memory.host,
            namespace: 'team',
            profile: 'profile.json',
          },
        },
      ],
    });
    workspace.write('profile.json', {
      substitutes: { 'ubuntu:24.04': `${memory.host}/base/ubuntu:24.04` },
    });
    for (const [path, text] of Object.entries(files))
      workspace.write(path, text);
    await workspace.publishBase('one');
    return workspace;
  }

  private constructor(memory: MemoryRegistry) {
    super();
    this.memory = memory;
    this.#registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
    this.engine = new FakeEngine({
      registry: this.#registry,
      container: printInventory,
    });
  }

  /** Moves `ubuntu:24.04` to other content. */
  publishBase(content: string): Promise<string> {
    return this.publish('base/ubuntu', '24.04', content);
  }

  /** Writes an image that Brickyard did not build; resolves to its digest. */
  publish(repository: string, tag: string, content: string): Promise<string> {
    const at = { registry: this.memory.host, repository };
    return publishBase(this.#registry, at, tag, content);
  }

  /** Tags that a flavour's images have in the registry, sorted. */
  publishedTags(flavour: string): string[] {
    const repository = this.memory.store.find(`team/${flavour}`);
    const tags = [...(repository?.tags.keys() ?? [])].sort();
    return tags.filter((tag) => !isReferrersTag(tag));
  }

  /** A machine that has never built anything, with the same registry. */
  replaceEngine(): void {
    this.engine = new FakeEngine({
      registry: this.#registry,
      container: printInventory,
    });
  }

  async plan(flavours?: string[]) {
    return (await this.prepare(flavours)).plan;
  }

  /** The plan with what applying it needs. */
  prepare(flavours?: string[]) {
    const workspace = readWorkspace(this.root, this.environment);
    return preparePlan({ workspace, flavours }, this.#services());
  }

  async run(change: Partial<RunRequest> = {}) {
    const workspace = readWorkspace(this.root, this.environment);
    const request: RunRequest = {
      workspace,
      flavours: namesOf(workspace),
      push: false,
      parallel: 2,
      environment: this.environment,
      credentials: () => Promise.resolve(undefined),
      ...change,
    };
    const services = this.#services();
    const plan = await planRun(request, services);
    const { faults } = plan.prepared;
    return { ...(await applyRun(plan, services, this.#reporter())), faults };
  }

  lock(change: Partial<LockRequest> = {}) {
    const workspace = readWorkspace(this.root, this.environment);
    const request: LockRequest = {
      workspace,
      flavours: namesOf(workspace),
      parallel: 2,
      environment: this.environment,
      credentials: () => Promise.resolve(undefined),
      nonce: randomUUID(),
      ...change,
    };
    return lockImages(request, this.#services(), this.#reporter());
  }

  planAdd(
    flavour: string,
    { python = [], r = [], apt = [] }: Partial<AddRequest['words']>,
    change: Partial<AddRequest> = {},
  ) {
    const workspace = readWorkspace(this.root, this.environment);
    const flavours = flavour.split(',');
    const words = { python, r, apt };
    const request = { workspace, flavours, words, ...change };
    return planAdd(request, this.#services());
  }

  applyAdd(plan: AddPlan, signal?: AbortSignal) {
    const request = {
      ...{ workspace: readWorkspace(this.root, this.environment), signal },
      ...{ parallel: 2, environment: this.environment, nonce: randomUUID() },
      credentials: () => Promise.resolve(undefined),
    };
    return applyAdd(plan, request, this.#services(), this.#reporter());
  }

  async test(change: Partial<TestRequest> = {}) {
    const workspace = readWorkspace(this.root, this.environment);
    const request: TestRequest = {
      workspace,
      flavours: namesOf(workspace),
      parallel: 2,
      environment: this.environment,
      credentials: () => Promise.resolve(undefined),
      ...change,
    };
    const services = this.#services();
    const plan = await planTests(request, services);
    return applyTests(plan, services, this.#reporter());
  }

  async smoke(change: Partial<SmokeImagesRequest> = {}) {
    const workspace = readWorkspace(this.root, this.environment);
    const request: SmokeImagesRequest = {
      workspace,
      flavours: namesOf(workspace),
      parallel: 2,
      environment: this.environment,
      credentials: () => Promise.resolve(undefined),
      timeout: 60,
      ...change,
    };
    const services = this.#services();
    const plan = await planSmoke(request, services);
    return applySmoke(plan, services, this.#reporter());
  }

  addFlavour(name: string, files: Record<string, string>): void {
    this.write(`packages/${name}/package.json`, { name, private: true });
    this.write(
      `packages/${name}/image.ts`,
      `export default { runtimes: ['17.3-LTS'] };\n`,
    );
    for (const [path, text] of Object.entries(files))
      this.write(`packages/${name}/${path}`, text);
  }

  async close(): Promise<void> {
    await this.memory.close();
    this.removeFolder();
  }

  #services() {
    // A client of its own for each run, as each process has: counts start at 0.
    const registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
    return {
      engine: this.engine,
      registry,
      now: this.now,
      warn: (text: string) => this.warnings.push(text),
    };
  }

  #reporter() {
    return {
      line: (id: string, text: string) => this.lines.push(`${id} ${text}`),
      status: () => undefined,
      warn: (text: string) => this.warnings.push(text),
      settle: () => undefined,
    };
  }
}

/** As Nx does, which knows folders alone. */
function namesOf({ flavours, broken }: Workspace): string[] {
  return [...flavours, ...broken].map(({ name }) => name).sort();
}

/** What a container says of an image that contains R and nothing else. */
function printInventory(): ContainerResult {
  const stdout = 'brickyard:row\tr\t4.4.2\nbrickyard:row\tend\n';
  return { exitCode: 0, stdout, stderr: '' };
}

/** A workspace of two: `child` is built on `base`. */
export async function createFamily(): Promise<TestWorkspace> {
  const workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\nCOPY setup.sh /\n',
    'setup.sh': 'echo\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\nCOPY requirements.txt /\n',
    'requirements.txt': 'pandas\n',
  });
  return workspace;
}
