import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { runTarget } from '../../../brickyard/src/executors/define-target';
import { imageTarget } from '../../../brickyard/src/executors/image-target';
import { createAccount } from '../accounts';
import { DockerConfig } from '../docker-config';
import { scratchEnvironment } from '../scratch-environment';
import { TestBed } from '../test-bed';
import { addTinyChain, tinyFiles } from '../tiny-flavours';
import { type LoggedRequest, summarize } from './logged-request';
import { type Manners, manners } from './manners';
import { StandIn } from './stand-in';
import type { StandInAccount } from './token-desk';

export const chain = ['base', 'child', 'leaf'] as const;

export type Kind = keyof typeof manners;

export interface Pushed {
  /** By flavour. */
  success: Record<string, boolean>;
  output: string;
}

/**
 * Three flavours in two versions, and a stand-in that takes one kind of manners
 * after the other. Each kind has a namespace of its own at the same registry, so
 * that images are built once, and their layers go up once.
 */
export class ManneredBed {
  readonly bed: TestBed;
  readonly standIn: StandIn;
  #config: DockerConfig | undefined;
  #namespace = '';
  #version = 1;

  static async open(): Promise<ManneredBed> {
    const bed = await TestBed.open();
    const standIn = await StandIn.start(bed.registry.host);
    bed.workspace.setOptions({ registry: standIn.host });
    addTinyChain(bed);
    return new ManneredBed(bed, standIn);
  }

  private constructor(bed: TestBed, standIn: StandIn) {
    this.bed = bed;
    this.standIn = standIn;
  }

  /** A registry of that kind, with nothing in it. `made` are flavours with a repository where a push makes none. */
  meet(kind: Kind, made: readonly string[] = chain): void {
    const slug = `${kind} ${made.length}`.replaceAll(/[^a-z0-9]+/g, '-');
    this.#namespace = `${this.bed.workspace.namespace}/${slug}`;
    const repositories = made.map((name) => `${this.#namespace}/${name}`);
    const own: Manners = manners[kind];
    const account = own.login.kind === 'token' && own.login.user;
    const login: StandInAccount = {
      ...createAccount(account || 'writer', ['pull', 'push']),
      ...(kind === 'azure' && { identityToken: randomUUID() }),
    };
    this.standIn.behave(own, login, repositories);
    this.#config?.close();
    this.#config = new DockerConfig(this.standIn.host, login);
    this.useVersion(1);
  }

  /** A user's environment: a login, and a namespace for this kind of registry. */
  get env() {
    return { ...this.#config?.env, BRICKYARD_NAMESPACE: this.#namespace };
  }

  /** With what was recorded of its images on this machine. */
  useVersion(version: number): void {
    const { workspace } = this.bed;
    const dist = join(workspace.root, 'dist');
    const kept = (of: number) => `${dist}-${of}`;
    if (existsSync(dist)) renameSync(dist, kept(this.#version));
    if (existsSync(kept(version))) renameSync(kept(version), dist);
    this.#version = version;
    workspace.write(tinyFiles.setup, `echo ${workspace.id} ${version}\n`);
  }

  /** What `nx run-many -t docker-push` does, in this process. */
  async push(): Promise<Pushed> {
    this.standIn.log.length = 0;
    let output = '';
    const environment = {
      ...scratchEnvironment(process.env),
      ...this.env,
    };
    const results = await runTarget(imageTarget(true), {
      root: this.bed.workspace.root,
      flavours: chain,
      options: {},
      environment,
      now: new Date(),
      output: { write: (text) => void (output += text) },
    });
    const success: Record<string, boolean> = {};
    for (const [name, result] of results) {
      success[name] = result.success;
      output += `${result.summary}\n`;
    }
    return { success, output };
  }

  /** Requests of our own client about a flavour, sorted: some go at the same time. */
  requests(flavour: string): string[] {
    return this.#own()
      .filter(({ asked }) => asked === undefined)
      .map(summarize)
      .filter((line) => line.split(' ')[1] === flavour)
      .map((line) => line.replace(` ${flavour} `, ' '))
      .sort();
  }

  /** What our own client asked of the token server, in flavours: `base:pull,push`. */
  tokens(): string[] {
    const scopes = this.#own().flatMap(({ asked = [] }) => asked);
    return scopes.map((scope) => scope.replace(/^repository:.*\//, '')).sort();
  }

  /** Statuses of an engine's PUT of tags. */
  uploads(): string[] {
    return this.standIn.log
      .filter(({ client, method }) => client === 'engine' && method === 'PUT')
      .map(summarize)
      .filter((line) => !line.includes('blobs/'));
  }

  async close(): Promise<void> {
    this.#config?.close();
    await this.bed.engine.removeImages([`${this.standIn.host}/`]);
    await this.standIn.close();
    await this.bed.close();
  }

  #own(): LoggedRequest[] {
    return this.standIn.log.filter(({ client }) => client === 'brickyard');
  }
}
