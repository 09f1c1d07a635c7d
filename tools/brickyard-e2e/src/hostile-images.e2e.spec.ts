import { writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import {
  build,
  packFiles,
  requestOf,
} from '../../brickyard/src/engine/testing/contract-request';
import type { InventoryDiff } from '../../brickyard/src/versioning/inventory-diff';
import type { Finished } from './running-command';
import { TestBed } from './test-bed';

/** What each image has in place of Databricks' Python, as a shell script. */
const pythons = {
  // Prints rows as if they were Brickyard's, without the token of the run.
  forges: String.raw`printf 'brickyard:row\tpython-package\t/usr\tforged\t6.6.6\t1\nbrickyard:row\tend\nbrickyard:test\tresult\t1\t0\t1\t9\nbrickyard:test\tpackage\t1\tok\t1\t1\t-\nbrickyard:test\tend\n' | if [ "$1" = -B ]; then tee -a "$4"; else cat; fi`,
  // Reads the token where it is: in its own arguments. It lies about itself alone.
  knows: String.raw`mark=$(printf %s "$*" | grep -o 'brickyard:row:[0-9a-f-]*' | head -n 1)
row() { printf "$mark"; printf '\t%b' "$@"; echo; }
row python /databricks/python3 3.12.3
row python-package /databricks/python3 'evil\140</details>|\076' '1.0\033]0;t\007\342\200\256 ##vso[task.complete]' 1
row answered 'Python packages' /databricks/python3/bin/python3`,
  floods: 'exec yes ::error::flood',
  // One line of 200 MB.
  stretches: "yes '##vso[task.complete]' | head -c 200000000 | tr -d '\\n'",
  plain: 'exit 1',
};
type Name = keyof typeof pythons;
const names = Object.keys(pythons) as Name[];

const dockerfile = `FROM ubuntu:24.04
RUN mkdir -p /databricks/python3/bin && printf 'home = /usr/bin\\n' > /databricks/python3/pyvenv.cfg
COPY . /databricks/python3/bin/
`;
/** In place of the shell, a program that reads nothing and never ends. */
const sleeper = String.raw`RUN rm /bin/sh && printf '#!/usr/bin/perl\nsleep 600\n' > /bin/sh && chmod +x /bin/sh
`;
/** Of this machine: no image has it. */
const secretFile = join(tmpdir(), `brickyard-${process.pid}-of-the-host`);
const up = '../'.repeat(12);

let bed: TestBed;
let tested: Finished;
let diagnosed: Record<string, Finished>;
let diff: Finished;
let markdown: Finished;
let json: Finished;

beforeAll(async () => {
  bed = await TestBed.open();
  writeFileSync(secretFile, 'of the host\n');
  for (const name of names) addFlavour(name);
  bed.workspace.commit('images that nobody should trust');
  const built = await bed.workspace.nx(['run-many', '-t', 'docker-build']);
  if (built.status !== 0) throw new Error(built.output);
  [diff, markdown, json, tested, diagnosed] = await Promise.all([
    run('diff', 'plain', 'knows'),
    run('diff', 'plain', 'knows', '--markdown'),
    run('diff', 'plain', 'knows', '--json'),
    bed.workspace.nx(['docker-test', 'forges']),
    all(['forges', 'floods', 'stretches', 'knows', await buildSleeper()]),
  ]);
}, 300_000);
afterAll(() => bed?.close());

function addFlavour(name: Name): void {
  bed.workspace.addFlavour(name, {
    Dockerfile:
      name === 'plain'
        ? `${dockerfile}RUN rm /databricks/python3/bin/python3\n`
        : dockerfile,
    'requirements.txt': 'pandas\n',
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], languages: ['python'], tests: { timeout: 5 } };\n",
    'tests/forged.sh': String.raw`printf 'brickyard:test\tresult\t1\t0\t1\t5\nbrickyard:test\tend\n::error::forged\n##vso[task.complete]\n\033[2J'
exit 3
`,
    'tests/outside.yaml': `schemaVersion: 2.0.0
fileExistenceTests:
  - { name: outside, path: '${up}${secretFile}', shouldExist: false }
fileContentTests:
  - { name: outside, path: '${up}${secretFile}', expectedContents: ['of the host'] }
commandTests:
  - { name: climbs, command: cat, args: ['${up}${secretFile}'], exitCode: 1 }
`,
  });
  // Without the name, images of two runs would be the same.
  const text = `#!/bin/sh\n# ${bed.workspace.namespace}\n${pythons[name]}\n`;
  bed.workspace.write(`packages/${name}/python3`, text, 0o755);
}

const run = (...words: string[]) => bed.workspace.brickyard(words);

/** What doctor says of each image, by the name of the flavour. */
async function all(
  images: readonly string[],
): Promise<Record<string, Finished>> {
  const done = images.map(async (image) => {
    const finished = await run('doctor', image, '--runtime', '17.3-LTS');
    return [image.replace(/^.*\/|:.*$/g, ''), finished] as const;
  });
  return Object.fromEntries(await Promise.all(done));
}

async function buildSleeper(): Promise<string> {
  const tag = `${bed.workspace.namespace}/sleeps:1`;
  const engine = connectEngine({ ...process, home: homedir() });
  const text = `FROM ${bed.localName('plain')}\n${sleeper}`;
  const context = packFiles({ Dockerfile: text });
  await build(engine, { context, tags: [tag] });
  engine.close();
  return tag;
}

// eslint-disable-next-line no-control-regex -- this pattern looks for them
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/;

function expectTame({ output }: Finished): void {
  expect(output).not.toMatch(controls);
  expect(output).not.toMatch(/##vso\[|##\[|^\s*::error/m);
}

describe('an image that prints rows as if they were Brickyard’s', () => {
  it('adds nothing to what is in it', () => {
    const { output = '' } = diagnosed['forges'] ?? {};
    expect(output).not.toMatch(/6\.6\.6|expected python/);
  });

  it('is told from one that was listed', () => {
    const { status, output } = diagnosed['forges'] ?? {};
    expect(status).toBe(1);
    expect(output).toMatch(
      /inventory of \S*forges:\S+: \/databricks\/python3\/bin\/python3 could not list Python packages/,
    );
  });

  it('passes none of its tests by that', () => {
    const { status, output } = tested;
    expect(status).not.toBe(0);
    expect(output).toMatch(/^FAIL +pandas /m);
    expect(output).toMatch(/^FAIL +forged\.sh /m);
  });
});

describe('what an image that reads the token says', () => {
  it('is about itself, and shown', () => {
    expectTame(diff);
    expect(diff.output).toContain(String.raw`1.0\x1b]0;t\x07\u202e ##vso\x5b`);
  });

  it('closes nothing in Markdown', () => {
    expectTame(markdown);
    expect(markdown.output).toMatch(/\| <code>|\| ``evil`<\/details>/);
    expect(markdown.output).not.toMatch(/^[^`]*<\/details>[^`]*\|.*$/m);
  });

  it('is the same in JSON', () => {
    expectTame(json);
    const { groups } = JSON.parse(json.stdout) as InventoryDiff;
    const added = groups.flatMap((group) => group.added);
    const evil = added.find(({ name }) => name.startsWith('evil`'));
    expect(evil?.version).toBe(
      '1.0\u001b]0;t\u0007\u202e ##vso[task.complete]',
    );
  });
});

describe('an image that never ends', () => {
  it.each(['floods', 'stretches'])('%s: is stopped', (name) => {
    const finished = diagnosed[name];
    expect(finished?.status).toBe(1);
    expect(finished?.output).toMatch(
      new RegExp(
        `cannot run sh in \\S+/${name}:\\S+: it printed more than 16\\.0 MB and was stopped \\[CONTAINER_FAILED\\]`,
      ),
    );
  });

  it('says nothing: is stopped', () => {
    const { status, output } = diagnosed['sleeps'] ?? {};
    expect(status).toBe(1);
    expect(output).toMatch(
      /cannot run sh in \S+\/sleeps:\S+: it had printed nothing after 30 s and was stopped \[CONTAINER_FAILED\]/,
    );
  });
});

describe('a test of an image', () => {
  it('sends nothing to the terminal or the CI service', () => {
    const { output } = tested;
    expect(output).toContain(String.raw`forged.sh │ :\x3aerror::forged`);
    expect(output).toContain(String.raw`forged.sh │ ##vso\x5btask.complete]`);
    expect(output).not.toContain('\u001b[2J');
  });

  it('reads nothing outside of the image', () => {
    const { output } = tested;
    expect(output).toMatch(
      /FAIL +outside\.yaml: outside .*is not a file in the image/,
    );
    expect(output).not.toMatch(/FAIL +\S+ climbs |of the host\n/);
    expect(output.match(/FAIL +outside\.yaml/g)).toHaveLength(1);
  });
});

describe('what a build hands over', () => {
  const hand = async (...commands: string[]) => {
    const engine = connectEngine({ ...process, home: homedir() });
    const steps = ['mkdir /made', ...commands].join(' && ');
    const Dockerfile = `FROM ${bed.localName('plain')} AS made\nRUN ${steps}\nFROM scratch\nCOPY --from=made /made /\n`;
    const context = packFiles({ Dockerfile });
    try {
      return await engine.buildFiles(
        requestOf({ context, tags: [] }),
        () => undefined,
      );
    } finally {
      engine.close();
    }
  };

  it('has files, and neither links nor pipes', async () => {
    const files = await hand(
      'echo own > /made/own',
      'ln -s /etc/passwd /made/link',
      'mkfifo /made/pipe',
    );
    expect(Object.fromEntries(files)).toEqual({ own: 'own\n' });
  });

  it('stops at 64 MiB', async () => {
    await expect(hand('truncate -s 70M /made/large')).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: 'the build hands over more than 64 MiB of files',
    });
  });

  it('leaves no container behind', async () => {
    for (const name of names)
      expect(await bed.engine.listContainers(bed.localName(name))).toEqual([]);
  });
});
