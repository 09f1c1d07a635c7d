import { homedir } from 'node:os';

import { tarball } from '../../brickyard/src/cran/testing/tarball';
import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { expectFailure, expectSuccess } from './expectations';
import { RMirror } from './r-mirror';
import { ARCHIVED, buildRTools, CURRENT } from './r-tools';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

const { env, platform } = process;
const engine = new DockerEngine(
  readEndpoint({ env, platform, home: homedir() }),
);
const commit = 'a'.repeat(40);
const archive = `team/stones/archive/${commit}.tar.gz`;
let bed: TestBed;
let mirror: RMirror;
let runtime: Runtime;

beforeAll(async () => {
  bed = await TestBed.open();
  runtime = await buildRTools(bed);
  const place = `__linux__/${runtime.codename}/${runtime.r?.cranSnapshot}`;
  mirror = await RMirror.start(place, CURRENT, ARCHIVED);
  mirror.write(archive, await packTree());
  bed.workspace.write('profile.json', {
    ...readPlaceProfile(process.env),
    mirrors: { cran: mirror.url, github: mirror.url },
    buildNetwork: 'host',
  });
  bed.workspace.addFlavour('locked', {
    Dockerfile: DOCKERFILE.replace('PARENT', bed.workspace.namespace),
    'r_packages.sh': [
      'install-r-packages top retired==1.0-3',
      `install-r-packages compiled github::team/stones@${commit}`,
      '',
    ].join('\n'),
  });
  expectSuccess(await nx('lock'));
}, 900_000);
afterAll(async () => {
  engine.close();
  await mirror?.close();
  await bed?.close();
});

const DOCKERFILE = `FROM scratch AS locked
ARG DATABRICKS_RUNTIME=17.3-LTS
COPY locks/\${DATABRICKS_RUNTIME}.r.tx[t] /r.txt

FROM PARENT/r-tools
ARG CRAN_REPOSITORY CRAN_MIRROR CRAN_SNAPSHOT GITHUB_MIRROR
RUN --mount=type=bind,from=locked,target=/tmp/locked \\
    --mount=type=bind,source=r_packages.sh,target=/tmp/r_packages.sh \\
    install-r-packages --lock /tmp/locked/r.txt --file /tmp/r_packages.sh
`;

/** A package as GitHub packs it, in another order and another packing each time. */
function packTree(isReversed = false): Promise<Buffer> {
  const files = [
    ['DESCRIPTION', 'Package: stones\nVersion: 0.1\nImports: base.lib\n'],
    ['NAMESPACE', 'export(version)\n'],
    ['R/version.R', 'version <- function() "0.1"\n'],
    ['cleanup', '#!/bin/sh\n', { mode: 0o755 }],
    ['ABOUT', '', { type: 'symlink', linkname: 'DESCRIPTION' }],
  ] as [string, string, object?][];
  const ordered = isReversed ? [...files].reverse() : files;
  return tarball(
    ordered.map(([name, text, more]) => [
      `stones-${isReversed ? 'b' : 'a'}/${name}`,
      text,
      { mtime: new Date(isReversed ? 0 : 1e12), ...more },
    ]),
  );
}

const nx = (target: string) =>
  bed.workspace.nx([target, 'locked', '--excludeTaskDependencies'], {
    XDG_CACHE_HOME: `${bed.workspace.root}/.cache`,
  });
const readLock = () =>
  bed.workspace.read(`packages/locked/locks/${runtime.name}.r.txt`);

/** Installs from a lock in a container, as a build step does; each file's hash is printed. */
async function install(lock = readLock(), before = ':', option = '') {
  const { exitCode, stdout, stderr } = await engine.runContainer({
    image: bed.localName('r-tools'),
    command: [
      'sh',
      '-c',
      `export CRAN_MIRROR=${mirror.url} GITHUB_MIRROR=${mirror.url}; cat > /tmp/a.r.txt; ${before}\ninstall-r-packages --library /opt/r --lock /tmp/a.r.txt ${option}; status=$?; cd /opt/r && find . -type f -exec sha256sum {} + | sort -k 2; exit $status`,
    ],
    input: lock,
    network: 'host',
  });
  const sums = stdout.match(/^[0-9a-f]{64} .*$/gm) ?? [];
  return { exitCode, output: stdout + stderr, sums };
}

describe('a lock of R packages', () => {
  it('has every package with repository and hash', () => {
    const rows = readLock()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.replace(/[0-9a-f]{64}$/, '…'));
    expect(rows).toEqual([
      'base.lib 1.2 cran source src/contrib/base.lib_1.2.tar.gz sha256:…',
      'compiled 0.3-1 cran source src/contrib/compiled_0.3-1.tar.gz sha256:…',
      'retired 1.0-3 cran source src/contrib/Archive/retired/retired_1.0-3.tar.gz sha256:…',
      `stones 0.1 github source team/stones@${commit} tree:…`,
      'top 1.0 cran source src/contrib/top_1.0.tar.gz sha256:…',
    ]);
  });

  it('is what an image installs, without reading an index', async () => {
    mirror.requests.splice(0);
    expectSuccess(await nx('docker-build'));
    const script =
      'cat(base.lib::version(), retired::version(), stones::version(), top::version())';
    const command = ['Rscript', '--vanilla', '-e', script];
    expect(await bed.engine.run(bed.localName('locked'), command)).toBe(
      '1.2 1.0-3 0.1 1.0',
    );
    expect(mirror.requests.filter((path) => /PACKAGES/.test(path))).toEqual([]);
  });

  it('makes the same files at any time, of a tree that is packed in another way', async () => {
    const first = await install();
    mirror.write(archive, await packTree(true));
    const second = await install();
    expect(first.sums.join('\n')).toContain('compiled/libs/compiled.so');
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(second.sums).toEqual(first.sums);
  });

  it('installs what was added on top of the rest, and the same files', async () => {
    const whole = readLock();
    const [row = ''] = /^compiled .*\n/m.exec(whole) ?? [];
    const steady = whole.replace(row, '');
    const added = `${steady}# added: on top\n${row}`;
    const all = await install(whole);
    const { exitCode, output, sums } = await install(
      added,
      `cat >/tmp/s.r.txt <<'X'\n${steady}X\ninstall-r-packages --library /opt/r --lock /tmp/s.r.txt`,
      '--added',
    );
    expect([exitCode, output]).toEqual([
      0,
      expect.stringMatching(/installing 4 packages[^]*installing 1 package of/),
    ]);
    expect(sums).toEqual(all.sums);
  });

  it('refuses what is not what was locked, before anything is installed', async () => {
    const lock = readLock()
      .replace(/(top .*sha256:)[0-9a-f]{4}/, '$1ffff')
      .replace(/(stones .*tree:)[0-9a-f]{4}/, '$1ffff');
    const { exitCode, output, sums } = await install(lock);
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /\.r\.txt:\d+: top: what is at http\S+\/top_1\.0\.tar\.gz is not what was locked/,
    );
    expect(output).toMatch(/\.r\.txt:\d+: stones: what is at http/);
    expect(sums).toEqual([]);
  });

  it('finds a version that has moved to the archive since', async () => {
    const lock = readLock().replaceAll(
      'src/contrib/Archive/retired/',
      'src/contrib/',
    );
    const { exitCode, output } = await install(lock);
    expect([exitCode, output]).toEqual([0, expect.stringContaining('retired')]);
  });

  it('names a file that is gone', async () => {
    const lock = readLock().replaceAll('top_1.0', 'top_1.1');
    const { exitCode, output } = await install(lock);
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /\.r\.txt:\d+: top: cannot be downloaded from .*404/,
    );
  });

  it('is refused by a build once it is stale', async () => {
    bed.workspace.write(
      'packages/locked/r_packages.sh',
      'install-r-packages top base.lib==0.9\n',
    );
    expectFailure(
      await nx('docker-build'),
      'LOCK_STALE',
      'no longer matches packages/locked/r_packages.sh:1',
      'npx nx lock locked',
    );
  });

  it('names both sides of a conflict', async () => {
    bed.workspace.write(
      'packages/locked/r_packages.sh',
      'install-r-packages top\ninstall-r-packages base.lib==0.4\n',
    );
    expectFailure(
      await nx('lock'),
      'LOCK_CONFLICT',
      'packages/locked/r_packages.sh:1: top: version 1.0 needs base.lib >= 0.5, but packages/locked/r_packages.sh:2 asks for 0.4',
    );
  });
});
