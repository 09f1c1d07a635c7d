import {
  chmodSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

import { TestWorkspace } from '../testing/test-workspace';

/** Each way to change, or not to change, an image: what rebuilds, and what is blamed. */
interface Row {
  change: string;
  mutate: (workspace: TestWorkspace) => void | Promise<void>;
  /** Parts named as the reason, by flavour that rebuilds. */
  rebuilds: Record<string, string[]>;
}

const childDockerfile = `ARG EDITION=plain
FROM brickyard/base AS tools
RUN --mount=type=secret,id=index make tools
FROM brickyard/base
ARG EDITION
COPY requirements.txt lists/ link.txt /tmp/
COPY --from=tools /tools /tools
`;

const flavours: Record<string, Record<string, string>> = {
  base: {
    Dockerfile:
      'ARG BASE_IMAGE=ubuntu:24.04\nFROM ${BASE_IMAGE}\nARG JDK_VERSION\nCOPY setup.sh /\nRUN /setup.sh\n',
    'setup.sh': 'echo\n',
    'README.md': 'about\n',
  },
  child: {
    Dockerfile: childDockerfile,
    'image.ts': `export default { runtimes: ['17.3-LTS'], secrets: [{ id: 'index', env: 'INDEX' }] };\n`,
    'requirements.txt': 'pandas\n',
    'lists/a.txt': 'pandas==2\n',
    'lists/real.txt': 'numpy==2\n',
    'notes.txt': 'not copied\n',
    'tests/import.py': 'import pandas\n',
  },
  other: {
    Dockerfile: 'FROM ubuntu:24.04\nCOPY . /all\n',
    'data.txt': 'data\n',
    '.dockerignore': '*.tmp\nimage.ts\n',
  },
};

const file = (workspace: TestWorkspace, path: string) =>
  join(workspace.root, 'packages', path);
const write = (path: string, text: string) => (workspace: TestWorkspace) =>
  workspace.write(`packages/${path}`, text);
const nothing = {};
const childOfBase = ['parent:base'];

const rows: Row[] = [
  { change: 'nothing', mutate: () => undefined, rebuilds: nothing },
  {
    change: 'a README',
    mutate: write('base/README.md', 'other'),
    rebuilds: nothing,
  },
  {
    change: 'a file that no COPY reaches',
    mutate: write('child/notes.txt', 'other'),
    rebuilds: nothing,
  },
  {
    change: 'a test',
    mutate: write('child/tests/import.py', 'import numpy'),
    rebuilds: nothing,
  },
  {
    change: 'an ignored file',
    mutate: write('other/cache.tmp', 'x'),
    rebuilds: nothing,
  },
  {
    change: 'a modification time',
    mutate: (w) => utimesSync(file(w, 'child/requirements.txt'), 1, 1),
    rebuilds: nothing,
  },
  {
    change: 'the mode of the group',
    mutate: (w) => chmodSync(file(w, 'child/requirements.txt'), 0o664),
    rebuilds: nothing,
  },
  {
    change: 'the version in package.json',
    mutate: write('child/package.json', '{"version":"2.0.0"}'),
    rebuilds: nothing,
  },
  {
    change: 'description and waivers in image.ts',
    mutate: write(
      'child/image.ts',
      `export default { description: 'new', waivers: [{ rule: 'PY-11', reason: 'a trial', until: '2027-03-31' }], runtimes: ['17.3-LTS'], secrets: [{ id: 'index', env: 'INDEX' }] };`,
    ),
    rebuilds: nothing,
  },
  {
    change: 'where a secret comes from',
    mutate: write(
      'child/image.ts',
      `export default { runtimes: ['17.3-LTS'], secrets: [{ id: 'index', env: 'OTHER' }] };`,
    ),
    rebuilds: nothing,
  },
  {
    change: 'an argument that is not declared',
    mutate: write(
      'other/image.ts',
      `export default { runtimes: ['17.3-LTS'], args: { UNKNOWN: '1' } };`,
    ),
    rebuilds: nothing,
  },
  {
    change: 'a comment in .dockerignore',
    mutate: write('base/.dockerignore', '# nothing\n'),
    rebuilds: nothing,
  },
  {
    change: 'a requirement',
    mutate: write('child/requirements.txt', 'pandas\nscipy\n'),
    rebuilds: { child: ['context:requirements.txt'] },
  },
  {
    change: 'a file in a copied folder',
    mutate: write('child/lists/a.txt', 'pandas==3\n'),
    rebuilds: { child: ['context:lists/a.txt'] },
  },
  {
    change: 'a new file in a copied folder',
    mutate: write('child/lists/b.txt', 'scipy==1\n'),
    rebuilds: { child: ['context:lists/b.txt'] },
  },
  {
    change: 'a removed file',
    mutate: (w) => unlinkSync(file(w, 'child/lists/a.txt')),
    rebuilds: { child: ['context:lists/a.txt'] },
  },
  {
    change: 'a renamed file',
    mutate: (w) =>
      renameSync(file(w, 'child/lists/a.txt'), file(w, 'child/lists/z.txt')),
    rebuilds: { child: ['context:lists/a.txt', 'context:lists/z.txt'] },
  },
  {
    change: 'the executable bit',
    mutate: (w) => chmodSync(file(w, 'child/requirements.txt'), 0o755),
    rebuilds: { child: ['context:requirements.txt'] },
  },
  {
    change: "a link's target",
    mutate(w) {
      rmSync(file(w, 'child/link.txt'));
      symlinkSync('lists/a.txt', file(w, 'child/link.txt'));
    },
    rebuilds: { child: ['context:link.txt'] },
  },
  {
    change: 'the content behind a link',
    mutate: write('child/lists/real.txt', 'numpy==3\n'),
    rebuilds: { child: ['context:lists/real.txt'] },
  },
  {
    change: 'a .dockerignore that takes a file away',
    mutate: write('other/.dockerignore', '*.tmp\nimage.ts\ndata.txt\n'),
    rebuilds: { other: ['context:.dockerignore', 'context:data.txt'] },
  },
  {
    change: 'a comment in the Dockerfile',
    mutate: write('child/Dockerfile', `${childDockerfile}# done\n`),
    rebuilds: { child: ['dockerfile'] },
  },
  {
    change: 'a # syntax line',
    mutate: write(
      'other/Dockerfile',
      '# syntax=ubuntu:24.04\nFROM ubuntu:24.04\nCOPY . /all\n',
    ),
    rebuilds: {
      other: ['context:Dockerfile', 'dockerfile', 'syntax:ubuntu:24.04'],
    },
  },
  {
    change: 'a build argument of image.ts',
    mutate: write(
      'child/image.ts',
      `export default { runtimes: ['17.3-LTS'], args: { EDITION: 'full' }, secrets: [{ id: 'index', env: 'INDEX' }] };`,
    ),
    rebuilds: { child: ['arg:EDITION'] },
  },
  {
    change: "a runtime's value",
    mutate: write(
      'base/image.ts',
      `export default { runtimes: ['17.3-LTS'], args: { JDK_VERSION: '21' } };`,
    ),
    rebuilds: { base: ['arg:JDK_VERSION'], child: childOfBase },
  },
  {
    change: 'the stage to build',
    mutate: write(
      'child/image.ts',
      `export default { runtimes: ['17.3-LTS'], target: 'tools', secrets: [{ id: 'index', env: 'INDEX' }] };`,
    ),
    rebuilds: {
      child: [
        'context:link.txt',
        'context:lists/a.txt',
        'context:lists/real.txt',
        'context:requirements.txt',
        'target',
      ],
    },
  },
  {
    change: "a secret's id",
    mutate: (w) => {
      w.write(
        'packages/child/Dockerfile',
        childDockerfile.replace('id=index', 'id=netrc'),
      );
    },
    rebuilds: { child: ['dockerfile', 'secret:index', 'secret:netrc'] },
  },
  {
    change: 'the runtime',
    mutate: write(
      'other/image.ts',
      `export default { runtimes: ['16.4-LTS'] };`,
    ),
    rebuilds: { other: ['image'] },
  },
  {
    change: 'the digest of a base',
    mutate: (w) => w.publishBase('two'),
    rebuilds: {
      base: ['base:ubuntu:24.04'],
      child: childOfBase,
      other: ['base:ubuntu:24.04'],
    },
  },
  {
    change: 'the parent',
    mutate: write('base/setup.sh', 'echo other\n'),
    rebuilds: { base: ['context:setup.sh'], child: childOfBase },
  },
  {
    change: 'a base that is pinned in images.lock.json',
    mutate: (w) => {
      w.write('profile.json', {});
      w.write('images.lock.json', {
        'ubuntu:24.04': `sha256:${'0'.repeat(64)}`,
      });
    },
    rebuilds: {
      base: ['base:ubuntu:24.04'],
      child: childOfBase,
      other: ['base:ubuntu:24.04'],
    },
  },
];

describe('what changes an image', () => {
  it.each(rows)('$change → $rebuilds', async ({ mutate, rebuilds }) => {
    const workspace = await TestWorkspace.create();
    try {
      for (const [name, files] of Object.entries(flavours))
        workspace.addFlavour(name, files);
      symlinkSync('lists/real.txt', file(workspace, 'child/link.txt'));
      workspace.environment = { INDEX: 'value' };
      await workspace.run();
      await mutate(workspace);
      // A new process would evaluate every image.ts anew.
      jest.resetModules();
      const { images } = await workspace.plan();
      const builds = images.filter(({ action }) => action === 'build');
      const named = builds.map(({ flavour, reasons }) => [
        flavour,
        reasons.map(({ part }) => part),
      ]);
      expect(Object.fromEntries(named)).toEqual(rebuilds);
    } finally {
      await workspace.close();
    }
  });

  it('is not the name of the registry', async () => {
    const [one, two] = await Promise.all([
      TestWorkspace.create(),
      TestWorkspace.create(),
    ]);
    const keys = [one, two].map(async (workspace) => {
      for (const [name, files] of Object.entries(flavours))
        workspace.addFlavour(name, files);
      return (await workspace.plan()).images.map(({ key }) => key);
    });
    const [a, b] = await Promise.all(keys);
    expect(one.memory.host).not.toBe(two.memory.host);
    expect(a).toEqual(b);
    await Promise.all([one.close(), two.close()]);
  });
});
