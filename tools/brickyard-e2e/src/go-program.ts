import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { MissingTool } from './missing-tool';
import { repositoryRoot } from './repository-root';

/** A program that Go builds from one version of its sources. */
export interface GoProgram {
  /** What `go install` calls it. */
  name: string;
  package: string;
  /** `v1.2.3` */
  version: string;
  /** The oldest Go that builds it. */
  go: string;
  /** What nightly tests use it for: `run workflows`. */
  use: string;
  /** Where its own go.mod replaces a module, which `go install` does not look at. */
  fork?: { module: string; replace: string };
  /** Of a module with its sources, in place of a published package. */
  folder?: string;
}

/**
 * Where a program is. Go builds it the first time, which takes a minute or three,
 * and later runs take it while it has the same digest. Throws where there is no
 * Go: a skipped test would prove nothing.
 */
export function findGoProgram(
  wanted: GoProgram,
  tools = join(repositoryRoot, '.lab/tools'),
  environment = process.env,
): string {
  const file = join(tools, `${wanted.name}-${wanted.version}`);
  if (isWhole(file)) return file;
  mkdirSync(tools, { recursive: true });
  const folder = mkdtempSync(join(tools, `${wanted.name}-`));
  try {
    build(wanted, folder, environment);
    // Whoever else looks for it finds all of it or nothing.
    const built = join(folder, wanted.name);
    writeFileSync(`${built}.sha256`, digestOf(built));
    renameSync(`${built}.sha256`, `${file}.sha256`);
    renameSync(built, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return file;
}

function isWhole(file: string): boolean {
  const record = `${file}.sha256`;
  if (!existsSync(file) || !existsSync(record)) return false;
  return readFileSync(record, 'utf8') === digestOf(file);
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function build(
  wanted: GoProgram,
  folder: string,
  environment: NodeJS.ProcessEnv,
): void {
  const { name, version, go, use, fork } = wanted;
  const source = wanted.folder ?? `${wanted.package}@${version}`;
  if (fork !== undefined) writeModule(wanted, fork, folder);
  const words = listWords(wanted, join(folder, name));
  const { error, status, stderr } = spawnSync('go', words, {
    cwd: wanted.folder ?? folder,
    env: { ...environment, GOBIN: folder },
    encoding: 'utf8',
  });
  if (error)
    throw new MissingTool(
      `the nightly tests ${use} with ${name} ${version}, which Go builds: install Go ${go} or newer`,
      { cause: error },
    );
  if (status !== 0) throw new Error(`go ${words[0]} ${source}:\n${stderr}`);
}

/** What Go is asked; the program is to be at `file`. */
function listWords(
  { fork, folder, version, ...wanted }: GoProgram,
  file: string,
): string[] {
  if (folder !== undefined) return ['build', '-o', file, wanted.package];
  return fork === undefined
    ? ['install', `${wanted.package}@${version}`]
    : ['build', '-mod=mod', '-o', wanted.name, wanted.package];
}

function writeModule(
  { go, version }: GoProgram,
  { module, replace }: NonNullable<GoProgram['fork']>,
  folder: string,
): void {
  const text = `module tools\n\ngo ${go}\n\nrequire ${module} ${version}\n\nreplace ${replace}\n`;
  writeFileSync(join(folder, 'go.mod'), text);
}
