import { homedir } from 'node:os';

import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { expectFailure, expectSuccess } from './expectations';
import { findFreePort } from './free-port';
import { RMirror } from './r-mirror';
import {
  expectedFixtures,
  fixtureScript,
  readFixtures,
} from './r-packages-fixtures';
import { ADD_NEWER_MATRIX, ARCHIVED, buildRTools, CURRENT } from './r-tools';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

const { env, platform } = process;
const engine = new DockerEngine(
  readEndpoint({ env, platform, home: homedir() }),
);
let bed: TestBed;
let mirror: RMirror;
let runtime: Runtime;

beforeAll(async () => {
  bed = await TestBed.open();
  runtime = await buildRTools(bed);
  const codename = await show('. /etc/os-release && echo $VERSION_CODENAME');
  const place = `__linux__/${codename}/${runtime.r?.cranSnapshot}`;
  mirror = await RMirror.start(place, CURRENT, ARCHIVED);
}, 600_000);
afterAll(async () => {
  engine.close();
  await mirror?.close();
  await bed?.close();
});

describe('install-r', () => {
  const settings = () =>
    `R_VERSION=${runtime.r?.version} R_APT_VERSION=${runtime.r?.aptVersion}`;

  it("installs the runtime's R", async () => {
    const script = "Rscript --vanilla -e 'cat(as.character(getRversion()))'";
    expect(await show(script)).toBe(runtime.r?.version);
  });

  it('tells R where packages come from, which is never a mirror', async () => {
    const cran =
      'CRAN_REPOSITORY=https://cran.example CRAN_SNAPSHOT=2025-01-02 CRAN_MIRROR=http://127.0.0.1:9';
    const ask =
      'cat(getOption("repos"), getOption("HTTPUserAgent"), sep = "\\n")';
    const output = await show(
      `${settings()} ${cran} /toolbox/install-r && Rscript -e '${ask}'`,
    );
    expect(output).toMatch(
      /^https:\/\/cran\.example\/__linux__\/[a-z]+\/2025-01-02\nR\/[0-9.]+ R \(/m,
    );
  });

  it('takes r-cran packages of before, when the newest ask for a newer R', async () => {
    const output = await show(
      [
        'dpkg --purge --force-depends r-base r-recommended r-cran-matrix',
        ADD_NEWER_MATRIX,
        `${settings()} /toolbox/install-r`,
        'dpkg-query --show r-cran-matrix r-base-core',
      ].join(' && '),
    );
    expect(output).toContain('trying again with older versions');
    expect(output).toContain(`r-base-core\t${runtime.r?.aptVersion}`);
    expect(output).not.toContain('r-cran-matrix\t99');
  });

  it.each([
    ['a line without R', 'true', 'this runtime line has no R'],
    [
      'a version that apt lacks',
      'export R_VERSION=9.9 R_APT_VERSION=9.9-1',
      'apt cannot install R 9.9-1; it has r-base-core ',
    ],
    [
      'a build of another version',
      "export R_VERSION=9.9 R_APT_VERSION=$(dpkg-query -Wf '${Version}' r-base-core)",
      'and the runtime has R 9.9: set r.aptVersion',
    ],
  ])('stops at %s', async (_, settings, sentence) => {
    const { exitCode, output } = await run(`${settings}; /toolbox/install-r`);
    expect(output).toContain(sentence);
    expect(exitCode).toBe(1);
  });
});

describe('install-r-packages', () => {
  it('takes a script of calls and a plain list alike', async () => {
    const calls = [
      '#!/bin/sh',
      'set -eu',
      'install-r-packages top \\',
      '  retired==1.0-3 # archived',
    ];
    const list = ['top', '', '# archived', 'retired==1.0-3'];
    const [script, plain] = [await install(calls), await install(list)];
    const versions = ['base.lib 1.2', 'retired 1.0.3', 'top 1.0'];
    expect(listed(script.output)).toEqual(versions);
    expect(listed(plain.output)).toEqual(versions);
  });

  it('takes an older version from the archive, and checks that it is there', async () => {
    const { output, exitCode } = await install(['base.lib==0.9', 'top']);
    expect(listed(output)).toEqual(['base.lib 0.9', 'top 1.0']);
    expect([exitCode, output]).toEqual([
      0,
      expect.stringContaining('checked 2'),
    ]);
  });

  it('loads what a lock has added, and only looks whether the rest is there', async () => {
    const row = (name: string) => `${name} 1.0 cran source ${name} sha256:0`;
    const lock = (...lines: string[]) =>
      `printf '%s\\n' '${lines.join("' '")}'`;
    const check =
      'install-r-packages --check --added --library /opt/r --lock /lock top base.lib';
    const { output } = await run(
      `${setUp()} install-r-packages --library /opt/r top && echo broken > /opt/r/top/Meta/nsInfo.rds
      ${lock(row('top'), '# added', row('base.lib'))} > /lock; ${check}
      ${lock(row('base.lib'), '# added', row('top'))} > /lock; ${check}
      rm -r /opt/r/top; ${lock(row('top'), '# added')} > /lock; ${check}`,
    );
    expect(output).toContain('checked 1 package\n');
    expect(output).toContain('lock:3: top: does not load: ');
    expect(output).toContain('top: is not installed\n');
  });

  it('leaves what is installed, and replaces what has another version', async () => {
    const { output } = await run(
      `${setUp()} install-r-packages base.lib==0.9 && install-r-packages top && install-r-packages base.lib==1.2 && install-r-packages base.lib top`,
    );
    expect(output.match(/installed .*\n.*/g)).toEqual([
      expect.stringMatching(/1 package .*\n +base.lib 0.9$/),
      expect.stringMatching(/1 package .*\n +top 1.0$/),
      expect.stringMatching(/1 package .*\n +base.lib 1.2$/),
    ]);
    expect(output).toContain('nothing to install: 2 packages there already');
  });

  it('compiles the same bytes at any time', async () => {
    const digest =
      'find . -type f -exec sha256sum {} + | sort -k 2 && rm -r /opt/r';
    const compile = `install-r-packages --library /opt/r compiled top && cd /opt/r && ${digest}`;
    // R writes times to the second.
    const { output } = await run(
      `${setUp()} mkdir /opt/r; ${compile}; cd / && mkdir /opt/r && sleep 1.1 && ${compile}`,
    );
    const sums = output.match(/^[0-9a-f]{64} .*$/gm) ?? [];
    const half = sums.length / 2;
    expect(sums.join('\n')).toContain('compiled/libs/compiled.so');
    expect(sums.slice(half)).toEqual(sums.slice(0, half));
  });

  it('names every package that cannot be had, with its line', async () => {
    await expectProblems(
      ['top', 'Compiled topp', 'base.lib==7', 'future', 'onFuture', 'gone==1'],
      'r_packages.sh:2: Compiled: there is no such package in http',
      'Do you mean compiled?',
      'r_packages.sh:2: topp: there is no such package in http',
      'r_packages.sh:3: base.lib: version 7 is not to be had: the repository has 1.2, and',
      'r_packages.sh:4: future: version 2.0 needs R >= 99.0, this is R',
      'r_packages.sh:6: gone: version 1 is not to be had: the repository does not have it at all',
    );
  });

  it('names what asked for a dependency that cannot be had', async () => {
    await expectProblems(
      ['# first', 'onFuture'],
      'r_packages.sh:2: onFuture: its dependency future: version 2.0 needs R >= 99.0',
    );
  });

  it('names both sides of versions that do not go together', async () => {
    await expectProblems(
      ['top', 'base.lib==0.4'],
      'r_packages.sh:1: top: version 1.0 needs base.lib >= 0.5, but r_packages.sh:2 asks for 0.4',
    );
  });

  it('shows the log of what does not compile, and who goes without it', async () => {
    await expectProblems(
      ['top', 'onBroken', 'broken'],
      'r_packages.sh:3: broken: version 0.1 did not compile; the end of its log:',
      'code.c:1:8: error:',
      'r_packages.sh:2: onBroken: not installed, because broken is not',
    );
  });

  it('says so when there is no compiler', async () => {
    const { output } = await install(['compiled'], 'rm /usr/bin/gcc*;');
    expect(output).toContain('There is no compiler here');
  });

  it('reads a file as Brickyard does before a build', async () => {
    const { output } = await run(fixtureScript());
    expect(readFixtures(output)).toEqual(expectedFixtures);
  });

  it('names every bad line', async () => {
    await expectProblems(
      ['top', 'dplyr>=1', 'top', 'a;b'],
      'r_packages.sh:2: "dplyr>=1" is no package; write dplyr or dplyr==1.1.4',
      'r_packages.sh:4: "a;b" is no package',
      'r_packages.sh:3: top: already named at r_packages.sh:1',
    );
  });

  it.each([
    [
      'is down',
      'CRAN_MIRROR=http://127.0.0.1:PORT',
      '127.0.0.1:PORT/__linux__',
    ],
    ['lacks the day', 'CRAN_SNAPSHOT=1999-01-01', '404 Not Found'],
    ['is not named', 'CRAN_MIRROR=', 'CRAN_REPOSITORY is not set'],
  ])('says so when the repository %s', async (_, setting, sentence) => {
    const port = String(await findFreePort());
    const change = `export ${setting.replace('PORT', port)};`;
    const { output, exitCode } = await install(['top'], change);
    expect(output).toContain(sentence.replace('PORT', port));
    expect(exitCode).toBe(1);
  });

  it('asks a mirror on this machine past a proxy', async () => {
    const { exitCode } = await install(
      ['top'],
      'export http_proxy=http://127.0.0.1:9;',
    );
    expect(exitCode).toBe(0);
  });
});

describe('a flavour with r_packages.sh', () => {
  const steps = [
    'ARG CRAN_MIRROR',
    'ARG CRAN_REPOSITORY',
    'ARG CRAN_SNAPSHOT',
    'COPY r_packages.sh /',
    'RUN install-r-packages --file /r_packages.sh',
    'RUN install-r-packages --check --file /r_packages.sh',
  ];

  beforeAll(() => {
    bed.workspace.write('profile.json', {
      ...readPlaceProfile(process.env),
      mirrors: { cran: mirror.url },
      buildNetwork: 'host',
    });
  });

  const write = (text: string) =>
    bed.workspace.addFlavour('packages', {
      Dockerfile: `FROM ${bed.workspace.namespace}/r-tools\n${steps.join('\n')}\n`,
      'r_packages.sh': text,
    });

  /** Its parents are not published: that would take longer than the rest. */
  const push = () =>
    bed.workspace.nx(['docker-push', 'packages', '--excludeTaskDependencies']);

  it('is not published when one of them fails', async () => {
    write('install-r-packages top\ninstall-r-packages broken\n');
    const finished = await push();
    expectFailure(
      finished,
      'BUILD_FAILED',
      'r_packages.sh:2: broken: version 0.1 did not compile',
      'code.c:1:8: error:',
    );
    expect(await bed.publishedTags('packages')).toEqual([]);
    expect(await bed.localTags()).not.toContain(bed.localName('packages'));
  });

  it('has them when none fails', async () => {
    write('install-r-packages top base.lib==0.9 compiled\n');
    expectSuccess(await push());
    const script = 'cat(base.lib::version(), top::version())';
    const command = ['Rscript', '--vanilla', '-e', script];
    expect(await bed.engine.run(bed.localName('packages'), command)).toBe(
      '0.9 1.0',
    );
  });
});

/** Where packages come from, unless a test overrides it. */
function setUp(): string {
  return `export CRAN_MIRROR=${mirror.url} CRAN_SNAPSHOT=${runtime.r?.cranSnapshot};`;
}

/** Installs and checks the packages of these lines, then lists the library. */
function install(lines: readonly string[], change = '') {
  const at = '--library /opt/r --file /tmp/r_packages.sh';
  const list =
    'ip <- installed.packages("/opt/r"); cat(sprintf("= %s %s\\n", ip[, 1], package_version(ip[, "Version"])), sep = "")';
  return run(
    `${setUp()} ${change} cat > /tmp/r_packages.sh && install-r-packages ${at} && install-r-packages --check ${at} && Rscript --vanilla -e '${list}'`,
    `${lines.join('\n')}\n`,
  );
}

const listed = (output: string) =>
  [...output.matchAll(/^= (.*)$/gm)].map(([, text]) => text).sort();

async function expectProblems(
  lines: readonly string[],
  ...sentences: readonly string[]
): Promise<void> {
  const { exitCode, output } = await install(lines);
  for (const sentence of sentences) expect(output).toContain(sentence);
  expect(exitCode).toBe(1);
}

async function show(script: string): Promise<string> {
  const { exitCode, output } = await run(script);
  if (exitCode !== 0) throw new Error(output);
  return output.trim();
}

async function run(script: string, input?: string) {
  const { exitCode, stdout, stderr } = await engine.runContainer({
    image: bed.localName('r-tools'),
    command: ['sh', '-c', script],
    input,
    network: 'host',
  });
  return { exitCode, output: stdout + stderr };
}
