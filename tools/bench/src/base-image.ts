import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import type { BenchEngine } from './bench-engine';

/** What `RUN head -c …` needs. */
const programs = ['/bin/sh', '/usr/bin/head'];

/**
 * Pushes a base of 3 MB, made of this machine's own shell and `more` programs,
 * where it runs Linux; elsewhere busybox. Returns its digest.
 */
export function pushBaseImage(
  { docker, env }: BenchEngine,
  reference: string,
  more: readonly string[] = [],
): string {
  if (process.platform === 'linux') {
    const folder = process.env['TMPDIR'] ?? '/tmp';
    const tar = join(folder, `brickyard-base-${process.pid}.tar`);
    const wanted = [...programs, ...more];
    const files = [...wanted, ...librariesOf(wanted)];
    const names = files.map((file) => file.slice(1));
    execFileSync('tar', ['-chf', tar, '-C', '/', ...names]);
    docker('import', tar, reference);
    execFileSync('rm', [tar], { env: { ...process.env, ...env } });
  } else {
    docker('pull', '--platform=linux/amd64', 'busybox:1');
    docker('tag', 'busybox:1', reference);
  }
  docker('push', reference);
  const format = '{{index .RepoDigests 0}}';
  return docker('inspect', '--format', format, reference).replace(/.*@/, '');
}

/** `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)` */
function librariesOf(files: readonly string[]): string[] {
  const text = execFileSync('ldd', files, { encoding: 'utf8' });
  const paths = [...text.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path);
  return [...new Set(paths)].filter((path) => path !== undefined);
}
