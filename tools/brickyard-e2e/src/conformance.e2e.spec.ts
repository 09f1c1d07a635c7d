import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, platform } from 'node:process';

import { checkConformance } from '../../brickyard/src/conformance/check-conformance';
import type { Subject } from '../../brickyard/src/conformance/rule';
import { parseDockerfile } from '../../brickyard/src/dockerfile/parse-dockerfile';
import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import type { InventoryRecord } from '../../brickyard/src/run/record-inventory';
import {
  builtInRuntimes,
  findRuntime,
} from '../../brickyard/src/runtime/catalogue';
import { expectSuccess } from './expectations';
import { TestBed } from './test-bed';

/** Everything that rules of image, system and Java refuse, in one system without packages of its own. */
const bad = `FROM ubuntu:24.04
ENV LANG=POSIX JNAME=zulu8-ca-amd64 HUB_TOKEN=not-for-you
EXPOSE 2200
RUN useradd ubuntu && useradd libraries && echo 'libraries:x' | chpasswd
COPY java /usr/lib/jvm/java-8/bin/
RUN echo 'JAVA_VERSION="1.8.0_412"' > /usr/lib/jvm/java-8/release \\
    && ln -s /usr/lib/jvm/java-8/bin/java /usr/bin/java \\
    && rm -f /etc/ssl/certs/java/cacerts /usr/bin/ip /bin/ip /sbin/ip \\
    && mkdir -p /databricks/spark /var/lib/apt/lists \\
    && : > /var/lib/apt/lists/a_Packages \\
    && cp /bin/true /usr/bin/gcc && cp /bin/true /usr/bin/fusermount
USER ubuntu
CMD ["serve"]
`;
const alpine = `FROM ubuntu:24.04
RUN rm /etc/os-release && echo 'ID=alpine' > /etc/os-release && cp /bin/true /usr/sbin/sshd
`;

/** A line of Databricks': rules about its Ubuntu and its label look, too. */
const runtime = findRuntime(builtInRuntimes, '17.3-LTS');
const engine = connectEngine({ env, platform, home: homedir() });

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  workspace.addFlavour('bad', { Dockerfile: bad, java: '#!/bin/sh\n' });
  workspace.write('packages/bad/java', '#!/bin/sh\n', 0o755);
  workspace.addFlavour('alpine', { Dockerfile: alpine });
  workspace.commit('two flavours');
  expectSuccess(await workspace.nx(['run-many', '-t', 'docker-build']));
}, 300_000);
afterAll(async () => {
  engine.close();
  await bed?.close();
});

describe('on a real image, rules find', () => {
  it('what is wrong with its sources, config, system and Java', async () => {
    const { findings, skipped } = await check('bad', bad);
    const found = findings.map(({ rule, severity }) => `${rule} ${severity}`);
    for (const expected of [
      ...['DOC-01 error', 'IMG-02 error', 'IMG-04 warning', 'IMG-05 warning'],
      ...['IMG-07 error', 'IMG-08 warning', 'IMG-09 warning'],
      ...['JDK-01 error', 'JDK-02 warning', 'JDK-03 warning', 'JDK-04 error'],
      ...['SYS-01 error', 'SYS-02 error', 'SYS-03 warning', 'SYS-04 warning'],
      ...['SYS-05 info', 'SYS-06 error', 'SYS-07 warning', 'SYS-08 info'],
      'SYS-09 info',
    ])
      expect(found).toContain(expected);
    const ours = skipped.filter(({ rule }) => /^(IMG|SYS|JDK)/.test(rule));
    expect(ours).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain('not-for-you');
    const user = findings.find(({ rule }) => rule === 'IMG-04');
    expect(user?.place).toEqual({ file: 'packages/bad/Dockerfile', line: 12 });
  });

  it('musl, and an sshd that nothing starts', async () => {
    const { findings, checked } = await check('alpine', alpine);
    const found = findings.map(({ rule }) => rule);
    expect(found).toContain('IMG-03');
    expect(found).toContain('SYS-05');
    expect(checked).not.toContain('IMG-02');
  });
});

async function check(name: string, dockerfileText: string) {
  const record = join(bed.workspace.root, `dist/packages/${name}`);
  const text = readFileSync(join(record, 'inventory.json'), 'utf8');
  const inventory = JSON.parse(text) as InventoryRecord;
  const reference = bed.localName(name).replace(/:[^/:]*$/, '');
  const image = await engine.inspectImage(bed.localName(name));
  if (!image?.config) throw new Error(`the engine has no ${reference}`);
  const path = `packages/${name}`;
  const subject: Subject = {
    ...{ runtime, languages: [], inventory },
    flavour: {
      ...{ name, path, dockerfileText, buildArgs: {} },
      dockerfile: parseDockerfile(dockerfileText, `${path}/Dockerfile`),
      ...{ requirements: [], rPackages: [] },
      externals: [{ image: 'ubuntu:24.04', line: 1 }],
    },
    image: {
      ...{ reference, platforms: ['linux/amd64'], history: [] },
      ...{ size: image.size, labels: image.labels },
      ...image.config,
    },
  };
  return checkConformance(subject);
}
