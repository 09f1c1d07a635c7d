import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { canMakeAptArchive } from './apt-archive';
import { AptDays } from './apt-days';
import { expectSuccess } from './expectations';
import { readKeys } from './read-keys';
import { repositoryRoot } from './repository-root';
import {
  bothLinesProfile,
  findSecondLineObstacle,
  labLines,
  makeSecondLine,
} from './second-line';
import { TestBed } from './test-bed';

const obstacle =
  findSecondLineObstacle() ??
  (canMakeAptArchive ? undefined : 'dpkg-dev and gpg are not installed');
const unlessNone = obstacle === undefined ? describe : describe.skip;
const title = 'a flavour for two lines, each with a base of its own';
const both = [labLines.second, labLines.first];
const began = Date.now();
let bed: TestBed;
let archive: AptDays;

unlessNone(obstacle === undefined ? title : `${title} (${obstacle})`, () => {
  beforeAll(async () => {
    const [seconds, days, opened] = await Promise.all([
      makeSecondLine('base-image'),
      AptDays.start(),
      TestBed.open(),
    ]);
    process.stderr.write(`the second base: ${seconds.toFixed(0)} s\n`);
    [archive, bed] = [days, opened];
    bed.workspace.write('profile.json', bothLinesProfile());
    addFlavours(both);
  }, 600_000);
  afterAll(async () => {
    await bed?.close();
    await archive?.close();
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    process.stderr.write(`two lines beside each other: ${seconds} s\n`);
  });

  it('has the keys that it had for one of them', async () => {
    const together = await readKeys(bed.workspace);
    addFlavours([labLines.first]);
    const alone = await readKeys(bed.workspace);
    addFlavours(both);
    expect(Object.keys(alone)).toHaveLength(4);
    expect(together).toMatchObject(alone);
  });

  it('is published for both, and found again', async () => {
    const pushed = await bed.workspace.push();
    expectSuccess(pushed);
    expect(pushed.output).toContain('8 to build');
    const again = await bed.workspace.push();
    expectSuccess(again);
    expect(again.output).toContain('0 to build, 8 to reuse');
  }, 600_000);

  it.each([
    [labLines.first, { debian: '12', python: '3.11', jdk: '17', r: '4.2.2' }],
    [labLines.second, { debian: '13', python: '3.13', jdk: '21', r: '4.5.0' }],
  ])('%s has its own base and facts', async (line, facts) => {
    const { debian, python, jdk, r } = facts;
    const output = await show('cluster', line, 'cat /facts; cat /lib-base');
    expect(output).toBe(
      `${line} on ${debian}: Python ${python}, JDK ${jdk}, R ${r}\n${debian}\n`,
    );
    // Of an archive with a key of its own, by a name that another package provides.
    expect(await show('cluster', line, 'lab-granite')).toMatch(
      /^lab-granite 3/,
    );
  });

  it('has the layers in common that have nothing of a base in them', async () => {
    const count = async (flavour: string) => {
      const [first = [], second = []] = await Promise.all(
        both.map((line) => bed.layerDigests(flavour, line)),
      );
      return first.filter((digest) => second.includes(digest)).length;
    };
    expect(await count('tool')).toBe(1);
    expect(await count('pure')).toBe(1);
    expect(await count('compiled')).toBe(0);
    expect(await count('cluster')).toBe(0);
  });
});

/** A tool and two libraries, one of which depends on the base, and what takes them. */
function addFlavours(runtimes: readonly string[]): void {
  const { workspace } = bed;
  const { namespace, id, root } = workspace;
  const args = archive.args;
  const add = (name: string, lines: readonly string[], given = {}) =>
    workspace.addFlavour(name, {
      Dockerfile: `${lines.join('\n')}\n`,
      'image.ts': `export default ${JSON.stringify({ runtimes, ...given })};\n`,
    });
  const base = ['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE} AS build'];
  const last = ['FROM scratch', 'COPY --from=build /made/ /'];
  cpSync(
    join(repositoryRoot, 'packages/toolbox/bin'),
    join(root, 'packages/tool/bin'),
    { recursive: true },
  );
  add('tool', ['FROM scratch', 'COPY bin/ /']);
  const make = (content: string) =>
    `RUN mkdir /made && ${content} > /made/content && touch --date=@0 /made/content`;
  add('pure', [...base, make(`echo ${id}`), ...last]);
  const version = `( . /etc/os-release && echo $VERSION_ID )`;
  add('compiled', [...base, make(`: ${id} && ${version}`), ...last]);
  workspace.write('packages/cluster/apt_packages.txt', LIST);
  add(
    'cluster',
    [
      'ARG BASE_IMAGE',
      'FROM ${BASE_IMAGE}',
      'ARG DATABRICKS_RUNTIME PYTHON_VERSION JDK_VERSION R_VERSION',
      ...Object.keys(args).map((each) => `ARG ${each}`),
      `RUN --mount=type=bind,from=${namespace}/tool,target=/toolbox --mount=type=bind,source=apt_packages.txt,target=/tmp/apt/apt_packages.txt --mount=type=cache,target=/var/cache/apt,sharing=locked /toolbox/apt-install --file /tmp/apt/apt_packages.txt`,
      `RUN --mount=type=bind,from=${namespace}/pure,target=/pure --mount=type=bind,from=${namespace}/compiled,target=/compiled . /etc/os-release && echo "$DATABRICKS_RUNTIME on $VERSION_ID: Python $PYTHON_VERSION, JDK $JDK_VERSION, R $R_VERSION" > /facts && cp /compiled/content /lib-base`,
    ],
    { args },
  );
}

const LIST = '--source lab\nlab-gneiss\n';

const show = (flavour: string, line: string, script: string) =>
  bed.engine.run(bed.localName(flavour, line), ['sh', '-c', script]);
