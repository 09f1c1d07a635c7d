import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';

import { EngineProbe } from './engine-probe';
import { expectSuccess } from './expectations';
import type { PackedPlugin } from './packed-plugin';
import { type Finished, RunningCommand } from './running-command';
import { scratchEnvironment } from './scratch-environment';
import { readPlaceProfile } from './scratch-profile';

const person = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@localhost',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@localhost',
};

/** People who have the packed plugin, npm and git, and nothing of this checkout. */
export class AdoptingTeam {
  readonly id = randomBytes(4).toString('hex');
  /** Outside of any repository. */
  readonly home = mkdtempSync(join(tmpdir(), 'brickyard-team-'));
  readonly namespace = `e2e-${this.id}`;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #commands: RunningCommand[] = [];

  constructor({ npmCache }: PackedPlugin, nodeFolder?: string) {
    const profile = join(this.home, 'profile.json');
    writeFileSync(profile, JSON.stringify(readPlaceProfile(process.env)));
    const { PATH = '', ...rest } = scratchEnvironment(process.env);
    // npx adds the programs of this checkout, and tells its children of itself.
    const folders = PATH.split(delimiter).filter(
      (folder) => !folder.includes('node_modules'),
    );
    const own = Object.entries(rest).filter(
      ([name]) => !/^(?:npm_|INIT_CWD$)/i.test(name) || isNetwork(name),
    );
    this.#environment = {
      ...Object.fromEntries(own),
      ...person,
      PATH: [...(nodeFolder ? [nodeFolder] : []), ...folders].join(delimiter),
      npm_config_cache: npmCache,
      BRICKYARD_PROFILE: profile,
    };
  }

  folder(name: string): string {
    const folder = join(this.home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** `npx … brickyard <words>` with the packed file, which lies in the folder. */
  async brickyard(
    folder: string,
    { file }: PackedPlugin,
    words: string,
  ): Promise<Finished> {
    const name = basename(file);
    copyFileSync(file, join(folder, name));
    const line = `npx --yes --package=./${name} brickyard ${words}`;
    const finished = await this.try(folder, line);
    rmSync(join(folder, name));
    return finished;
  }

  /** A line as a person types it into a shell; throws what it printed when it fails. */
  async type(folder: string, line: string): Promise<Finished> {
    const finished = await this.try(folder, line);
    const { output } = finished;
    expectSuccess({ ...finished, output: `${line}\n${output}` });
    return finished;
  }

  try(cwd: string, line: string): Promise<Finished> {
    const env = this.#environment;
    const command = new RunningCommand(['sh', '-c', line], { cwd, env });
    this.#commands.push(command);
    return command.finished;
  }

  /**
   * Gives parents names of this run in the engine, where a developer's images have
   * the usual ones. Nothing else in the workspace is touched.
   */
  renameParents(folder: string): void {
    const file = join(folder, 'nx.json');
    const nxJson = JSON.parse(readFileSync(file, 'utf8')) as {
      plugins: { plugin: string; options: object }[];
    };
    const plugins = nxJson.plugins.map((entry) =>
      entry.plugin === 'brickyard'
        ? {
            ...entry,
            options: { ...entry.options, localNamespace: this.namespace },
          }
        : entry,
    );
    writeFileSync(file, JSON.stringify({ ...nxJson, plugins }, null, 2));
    for (const name of readdirSync(join(folder, 'packages'))) {
      const path = join(folder, 'packages', name, 'Dockerfile');
      if (!existsSync(path)) continue;
      const text = readFileSync(path, 'utf8');
      const renamed = text.replace(
        /\b(FROM |from=)brickyard\//g,
        `$1${this.namespace}/`,
      );
      writeFileSync(path, renamed);
    }
  }

  async close(): Promise<void> {
    for (const command of this.#commands) command.kill();
    rmSync(this.home, { recursive: true, force: true });
    await new EngineProbe().removeImages([`${this.namespace}/`]);
  }
}

/** How npm reaches its registry here. */
function isNetwork(name: string): boolean {
  return /^npm_config_(?:registry|cafile|noproxy|https?_proxy|proxy)$/i.test(
    name,
  );
}

/** The commands that a text proposes: the lines below `next:`. */
export function readNextSteps(text: string): string[] {
  const [, after = ''] = text.split(/^next:\n/m);
  const lines = after.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('  '));
  return lines.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}
