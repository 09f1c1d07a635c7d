import type { PackageGroup } from '../../ecosystems/package';
import type { GroupDiff } from '../../versioning/inventory-diff';
import type { ComparedLayer, LayerDiff } from './layer-diff';
import { namePackages } from './name-packages';

const environment = '/databricks/python3';
const own = { direct: null, sizeChange: null };
const group: GroupDiff = {
  ...{ ecosystem: 'python', environment },
  added: [{ name: 'humanize', version: '4', ...own }],
  removed: [{ name: 'Tab.ulate', version: '1', ...own }],
  changed: [
    {
      ...{ name: 'numpy', from: '1', to: '2', level: 'major', ...own },
      direction: 'up',
    },
  ],
};
const has = (sizes: Record<string, number>): PackageGroup[] => {
  const packages = Object.entries(sizes).map(([name, size]) => {
    return { name, version: '1', size };
  });
  return [{ ecosystem: 'python', environment, packages }];
};
const facts = {
  groups: [group],
  from: has({ 'Tab.ulate': 1, numpy: 50e6 }),
  to: has({ humanize: 1, numpy: 50e6 }),
  pins: new Set(['numpy']),
};

const layer = (side: ComparedLayer['in'], step?: string): ComparedLayer => {
  return { in: side, digest: `sha256:${side}`, size: 1, step };
};
const diffOf = (...layers: ComparedLayer[]): LayerDiff => {
  const total = { measure: 'download', size: 1 } as const;
  return { from: total, to: total, layers, pull: 1 };
};
const namesIn = (...layers: ComparedLayer[]) =>
  namePackages(diffOf(...layers), facts).layers.map((each) => each.packages);

describe('namePackages', () => {
  it('names what makes layers differ', () => {
    expect(
      namesIn(
        ...(['to', 'from'] as const).flatMap((side) => [
          layer(side, 'COPY /layers/2/ /'),
          layer(side, 'COPY /layers/8/ /'),
        ]),
      ),
    ).toEqual([['numpy 2'], ['humanize 4'], ['numpy 1'], ['Tab.ulate 1']]);
  });

  it('names all packages of the layer that has them all', () => {
    const all = namesIn(
      layer('both', 'COPY /steady/8/ /'),
      layer('to', 'COPY /layers/all/ /'),
    );
    expect(all).toEqual([undefined, ['numpy 2', 'humanize 4']]);
  });

  it.each<[string, ComparedLayer[]]>([
    ['both have', [layer('both', 'COPY /layers/8/ /')]],
    ['something else made', [layer('to', 'RUN make /layers/8/ /')]],
    ['nobody says what made', [layer('to')]],
    ['has no package that differs', [layer('to', 'COPY /layers/3/ /')]],
    [
      'may have what another one has',
      [layer('to', 'COPY /steady/8/ /'), layer('to', 'COPY /layers/all/ /')],
    ],
    [
      'may be one of two',
      [layer('to', 'COPY /layers/8/ /'), layer('to', 'COPY /r/8/ /')],
    ],
  ])('says nothing of a layer that %s', (_, layers) => {
    expect(namesIn(...layers)).toEqual(layers.map(() => undefined));
  });

  it('does not guess where sizes are not known', () => {
    const eighth = layer('to', 'COPY /layers/8/ /');
    const named = namePackages(diffOf(eighth), { ...facts, to: [] });
    expect(named.layers[0]?.packages).toBeUndefined();
  });
});
