import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { BenchEngine } from './bench-engine';

const source = 'github.com/docker/buildx';
/** A current one; Debian 12 has none. */
const version = 'v0.38.2';

export interface BuildxRequest {
  engine: BenchEngine;
  buildx?: string;
  install: boolean;
  /** Kept between runs: it takes minutes to build. */
  cache: string;
}

/**
 * Makes `docker buildx` work for the engine's environment: with the file that
 * was given, the user's own plugin, or one that Go builds. Returns its version,
 * or `undefined` when none is available.
 */
export function findBuildx(request: BuildxRequest): string | undefined {
  const { engine, buildx, install, cache } = request;
  const file = buildx ?? findPlugin() ?? (install ? build(cache) : undefined);
  if (file === undefined) return undefined;
  const plugins = join(String(engine.env['DOCKER_CONFIG']), 'cli-plugins');
  mkdirSync(plugins, { recursive: true });
  symlinkSync(resolve(file), join(plugins, 'docker-buildx'));
  return engine.docker('buildx', 'version').split(' ')[1];
}

/** Where packages and Docker Desktop put plugins. */
function findPlugin(): string | undefined {
  const home =
    process.env['DOCKER_CONFIG'] ?? join(process.env['HOME'] ?? '', '.docker');
  const folders = [
    join(home, 'cli-plugins'),
    '/usr/local/lib/docker/cli-plugins',
    '/usr/lib/docker/cli-plugins',
    '/usr/libexec/docker/cli-plugins',
  ];
  return folders
    .map((folder) => join(folder, 'docker-buildx'))
    .find((file) => existsSync(file));
}

function build(cache: string): string | undefined {
  const folder = join(cache, `buildx-${version}`);
  const file = join(folder, 'buildx');
  if (existsSync(file)) return file;
  process.stderr.write(`bench: building buildx ${version} with Go, once\n`);
  const flags = `-s -w -X ${source}/version.Version=${version}`;
  const args = [
    'install',
    '-ldflags',
    flags,
    `${source}/cmd/buildx@${version}`,
  ];
  // Sources of a gigabyte do not belong in the user's home.
  const sources = join(cache, 'go');
  const env = {
    GOPATH: sources,
    GOFLAGS: '-modcacherw',
    ...process.env,
    GOBIN: folder,
  };
  try {
    execFileSync('go', args, { env, stdio: 'pipe' });
    return file;
  } catch {
    // No Go, or no module proxy: the table says that there is no buildx.
    return undefined;
  } finally {
    rmSync(sources, { recursive: true, force: true });
  }
}
