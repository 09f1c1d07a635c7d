import {
  type LayerInputs,
  listLayerInputs,
} from '../../dockerfile/list-layer-inputs';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { KeyPart } from '../../key/key-part';
import { readWorkspace } from '../../workspace/read-workspace';
import type { PublishedLayer } from '../names/fetch-published';
import { TestWorkspace } from '../testing/test-workspace';
import { findChangedPackages } from './find-changed-packages';
import type { ChangedLayers } from './judge-layers';

const pin = (name: string, version: string, reason = '-r requirements.txt') =>
  `${name}==${version} \\\n    --hash=sha256:${'a'.repeat(64)}\n    # via ${reason}\n`;
const held = '-c .brickyard/constraints.txt';
const MB = 1e6;

const inChild: Record<string, [string, number]> = {
  ...{ scipy: ['1', 60 * MB], six: ['1', MB] },
  ...{ pandas: ['2', 40 * MB], Tab_ulate: ['1', MB], polars: ['1', 15 * MB] },
};

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\n',
    'requirements.txt': 'scipy\n',
    'locks/17.3-LTS.txt': pin('scipy', '1') + pin('six', '1'),
  });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\n',
    'requirements.txt': 'pandas\n',
  });
  record('base', 'b', { scipy: ['1', 60 * MB], six: ['1', MB] });
  record('child', 'c', inChild);
});
afterEach(() => workspace.close());

function record(
  flavour: string,
  key: string,
  packages: Record<string, [string, number]>,
  rPackages?: string[],
  apt: { name: string; version: string }[] = [],
): void {
  const listed = Object.entries(packages).map(([name, [version, size]]) => {
    return { name, version, size };
  });
  const environment = '/databricks/python3';
  const python = [{ environment, version: '3.12', packages: listed }];
  const about = { schema: 2, flavour, runtime: '17.3-LTS', key, probe: 'p' };
  const file = `dist/packages/${flavour}/inventory.json`;
  const library = '/usr/local/lib/R/site-library';
  const r = rPackages && {
    version: '4.4.0',
    packages: rPackages.map((name) => {
      return { name, version: '1', built: '4.4.0', library };
    }),
  };
  const rest = { os: null, r: r ?? null, apt };
  workspace.write(file, { ...about, python, ...rest });
}

async function find(
  lock: string,
  {
    key = 'c',
    parts = [{ name: 'parent:base', value: 'b' }],
    layers: lastLayers = [],
    instructions = steadyInstructions,
  }: {
    key?: string;
    parts?: KeyPart[];
    layers?: PublishedLayer[];
    instructions?: LayerInputs[];
  } = {},
) {
  if (lock !== '') workspace.write('packages/child/locks/17.3-LTS.txt', lock);
  const { images } = await workspace.prepare();
  const image = images.find(({ flavour }) => flavour.name === 'child');
  if (image === undefined) throw new Error('no child');
  const { root } = readWorkspace(workspace.root, {});
  const last = { key, parts, layers: lastLayers };
  const asked = {
    ...{ image, last, instructions, reasons: [], images, root },
    localNamespace: 'brickyard',
  };
  const found = findChangedPackages(asked);
  const { layers, uncounted, isAptSteady } = found;
  return { layers: layers && listNumbers(layers), uncounted, isAptSteady };
}

/** `steady 2` */
function listNumbers({ steady, others }: ChangedLayers): string[] {
  const list = (name: string, numbers: ReadonlySet<number>) =>
    [...numbers].sort().map((each) => `${name} ${each}`);
  return [...list('steady', steady), ...list('others', others)];
}

const steadyInstructions = listLayerInputs(
  parseDockerfile(
    `FROM base AS steady
FROM steady AS packages
FROM base
COPY --from=steady /steady/8/ /
COPY --from=packages /layers/all/ /
`,
    'f',
  ),
  { buildArgs: {}, target: '2' },
);

const below = pin('scipy', '1') + pin('six', '1');
const own =
  pin('pandas', '2', held) + pin('polars', '1') + pin('tab-ulate', '1');

describe('findChangedPackages', () => {
  it('finds nothing where lock and image agree', async () => {
    expect(await find(own + below)).toEqual({ layers: [], uncounted: [] });
  });

  it.each([
    ['a small one', own.replace('ulate==1', 'ulate==2'), ['others 8']],
    ['one of the line', own.replace('pandas==2', 'pandas==3'), ['steady 2']],
    ['one of middle size', own.replace('polars==1', 'polars==2'), ['others 7']],
    [
      'one that is gone',
      own.replace(pin('polars', '1'), ''),
      ['steady 7', 'others 7'],
    ],
    ['one that was below alone', own + pin('scipy', '2'), ['others 6']],
  ])('knows the layer of %s', async (_, lock, layers) => {
    const rest = lock.includes('scipy') ? pin('six', '1') : below;
    expect(await find(lock + rest)).toEqual({ layers, uncounted: [] });
  });

  it('names a new package, and takes it for a small one', async () => {
    expect(await find(own + below + pin('humanize', '1'))).toEqual({
      ...{ layers: ['others 8'], uncounted: ['humanize'] },
    });
  });

  it.each([
    ['the record is of another image', { key: 'other' }],
    [
      'that of the image below is',
      { parts: [{ name: 'parent:base', value: 'other' }] },
    ],
    ['what it was made of is not known', { parts: [] }],
  ])('does not know where %s', async (_, last) => {
    const { layers } = await find(own + below, last);
    expect(layers).toBeUndefined();
  });

  it.each([
    ['all are with the others now', 5000, '', '', undefined],
    ['some still are', 5000, '# added: on top', '', []],
    ['there were none', 100, '', '', []],
    ['they are of an image below', 5000, '', 'RUN check', []],
  ])(
    'knows layers of R packages unless added ones move: %s',
    async (_, size, line, after, layers) => {
      const rows = ['a', 'b'].map((name) => `${name} 1 cran source f sha256:1`);
      workspace.write('packages/child/r_packages.sh', 'install-r-packages a\n');
      workspace.write(
        'packages/child/locks/17.3-LTS.r.txt',
        [rows[0], ...(line ? [line] : []), rows[1], ''].join('\n'),
      );
      record('child', 'c', inChild, ['a', 'b']);
      const last = [
        { digest: 'd', size: 1, step: 'COPY /steady/8/ /' },
        { digest: 'e', size, step: 'COPY /layers/all/ /' },
        ...(after ? [{ digest: 'f', size: 1, step: after }] : []),
      ];
      expect((await find(own + below, { layers: last })).layers).toEqual(
        layers,
      );
    },
  );

  it('does not know without a lock', async () => {
    expect((await find('')).layers).toBeUndefined();
  });

  it('does not trust a damaged record', async () => {
    record('child', 'c', {});
    const file = 'dist/packages/child/inventory.json';
    workspace.write(file, {
      ...{ schema: 2, flavour: 'child', runtime: '17.3-LTS', key: 'c' },
      ...{ probe: 'p', os: null, python: [{ a: 1 }], r: null, apt: [] },
    });
    expect((await find(own + below)).layers).toBeUndefined();
  });

  describe('of apt', () => {
    const row = (name: string) =>
      `${name}=1 sha256:${'a'.repeat(64)} apt_packages.txt\n`;
    const debian = (...names: string[]) =>
      names.map((name) => ({ name, version: '1' }));
    const step = 'RUN /toolbox/apt-install --added --file /tmp/apt/list';
    const instructions = listLayerInputs(
      parseDockerfile(`FROM base\n${step}\n`, 'f'),
      { buildArgs: {}, target: '0' },
    );
    const ask = (size: number, parts: KeyPart[] | undefined) =>
      find(own + below, {
        ...{ instructions, parts },
        layers: [{ digest: 'added', size, step }],
      });
    const parts = [{ name: 'parent:base', value: 'b' }];

    beforeEach(() => {
      record('base', 'b', {}, [], debian('libc6'));
      record('child', 'c', inChild, [], debian('libc6', 'r', 'geos'));
    });
    const lock = (...[steady, added]: [string[], string[]]) =>
      workspace.write(
        'packages/child/locks/17.3-LTS.apt.txt',
        [...steady.map(row), '# added\n', ...added.map(row)].join(''),
      );

    it.each<[string, number, [string[], string[]], boolean, string[]]>([
      ['first', 32, [['r', 'geos'], ['proj']], true, ['proj']],
      ['second', 5000, [['r'], ['geos', 'proj']], true, ['proj']],
      ['settled', 5000, [['r', 'geos'], ['proj']], false, ['proj']],
    ])(
      'knows the step of added packages, and names them: %s',
      async (_, size, locked, isAptSteady, uncounted) => {
        lock(...locked);
        expect(await ask(size, parts)).toMatchObject({
          isAptSteady,
          uncounted,
        });
      },
    );

    it('does not know without what the image below had', async () => {
      lock(['r', 'geos'], ['proj']);
      const found = await ask(32, [{ name: 'parent:base', value: 'other' }]);
      expect(found.isAptSteady).toBeUndefined();
    });

    it('does not know without such a step, or a lock', async () => {
      expect((await ask(32, parts)).isAptSteady).toBeUndefined();
      lock(['r', 'geos'], ['proj']);
      expect((await find(own + below)).isAptSteady).toBeUndefined();
    });
  });
});
