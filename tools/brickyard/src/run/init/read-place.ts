import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { findTextFile } from '../../files/read-file';
import { Git } from '../../git/git';
import { parseJson } from '../../parse-json';
import { sourceRoot } from '../../source-root';
import { findPluginOptions, parseNxJson } from '../../workspace/nx-json';
import { parsePluginOptions } from '../../workspace/options';
import { findNxVersion, readNxRange } from '../../workspace/require-nx';
import type {
  GitFacts,
  InitPlace,
  Plugin,
  WorkspaceManifest,
} from './init-place';

interface Surroundings {
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/** Rejects GIT_FAILED where git is missing, OPTIONS_INVALID for a file that is not JSON. */
export async function readPlace(around: Surroundings): Promise<InitPlace> {
  // As git names it.
  const folder = realpathSync(around.folder);
  const manifest = readJson(folder, 'package.json') as
    WorkspaceManifest | undefined;
  return {
    folder,
    entries: listEntries(folder),
    git: await readGit(around),
    outer: findOuter(folder),
    manifest,
    nxVersion: findNxVersion(folder) ?? manifestNx(manifest),
    options: readOptions(folder),
    installed: findInstalled(folder),
    plugin: readPlugin(),
  };
}

function listEntries(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}

async function readGit(around: Surroundings): Promise<GitFacts> {
  const git = new Git(around);
  const ask = async (...words: string[]) => {
    const { code, out } = await git.run(words);
    return code === 0 && out !== '' ? out : undefined;
  };
  const top = await ask('rev-parse', '--show-toplevel');
  if (top === undefined) return {};
  const remote = await ask('remote', 'get-url', 'origin');
  const head = await ask('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  const branch = await ask('symbolic-ref', '--short', 'HEAD');
  return {
    top,
    remote,
    mainBranch: head?.replace(/^origin\//, '') ?? branch,
  };
}

function findOuter(folder: string): string | undefined {
  for (let at = folder; dirname(at) !== at;) {
    at = dirname(at);
    if (existsSync(join(at, 'nx.json'))) return at;
  }
  return undefined;
}

/** A version or a range as npm has it; what another tool means by it is not known. */
function manifestNx(
  manifest: WorkspaceManifest | undefined,
): string | undefined {
  const asked =
    manifest?.devDependencies?.['nx'] ?? manifest?.dependencies?.['nx'];
  return /^[~^=v]?\s*(\d+\.\d+\.\d+\S*)$/.exec(asked ?? '')?.[1];
}

function readOptions(folder: string): InitPlace['options'] {
  const text = findText(folder, 'nx.json');
  if (text === undefined) return undefined;
  const { plugins = [] } = parseNxJson(text);
  const isNamed = plugins.some(
    (entry) =>
      (typeof entry === 'string' ? entry : entry.plugin) === 'brickyard',
  );
  if (!isNamed) return undefined;
  return parsePluginOptions(findPluginOptions({ plugins }), 'nx.json');
}

function findInstalled(folder: string): string | undefined {
  const file = join(folder, 'node_modules/brickyard/package.json');
  return existsSync(file) ? readVersion(file) : undefined;
}

function readPlugin(): Plugin {
  const folder = dirname(sourceRoot);
  const version = readVersion(join(folder, 'package.json'));
  return { folder, version, nxRange: readNxRange() };
}

function readVersion(file: string): string {
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
  };
  return version;
}

function readJson(folder: string, name: string): unknown {
  const text = findText(folder, name);
  return text === undefined ? undefined : parseJson(text, name);
}

function findText(folder: string, name: string): string | undefined {
  const request = { name, code: 'OPTIONS_INVALID' } as const;
  return findTextFile(join(folder, name), request);
}
