import { listLayerInputs } from '../../dockerfile/list-layer-inputs';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { PublishedLayer } from '../names/fetch-published';
import { judgeLayers, type JudgeQuestion } from './judge-layers';

const dockerfile = `FROM scratch AS locked
COPY apt_packages.txt /apt/
COPY locks/1.txt /python/requirements.txt
FROM team/minimal AS interpreter
RUN --mount=from=locked,source=/apt,target=/tmp/apt install /tmp/apt
FROM interpreter AS packages
RUN --mount=from=locked,source=/python,target=/tmp/p in-layers /layers
FROM interpreter
COPY --from=packages /layers/1/ /
COPY --from=packages /layers/8/ /
COPY --from=packages /made /
COPY notes.txt /
RUN check
`;
const layer = (digest: string, step?: string): PublishedLayer => {
  return { digest, size: 1, step };
};
const layers = [
  layer('base', 'RUN debootstrap'),
  layer('minimal', 'RUN install jdk'),
  layer('interpreter', 'RUN install /tmp/apt'),
  layer('one', 'COPY /layers/1/ /'),
  layer('eight', 'COPY /layers/8/ /'),
  layer('made', 'COPY /made /'),
  layer('notes', 'COPY notes.txt /'),
  layer('check', 'RUN check'),
];
const instructions = listLayerInputs(parseDockerfile(dockerfile, 'f'), {
  ...{ buildArgs: {}, target: '3' },
});

const below = (digests: Record<string, boolean>) =>
  new Map(Object.entries(digests));

const layersOf = (steady: number[] = [], others: number[] = []) => {
  return { steady: new Set(steady), others: new Set(others) };
};

function judge(reasons: string[], change: Partial<JudgeQuestion> = {}) {
  const lists = new Set(['locks/1.txt']);
  const { own, inherited, isBound } = judgeLayers({
    ...{ layers, instructions, below: new Map(), isBelowBound: false },
    reasons: reasons.map((part) => ({ part, change: 'changed' as const })),
    nameOf: (flavour) => `team/${flavour}`,
    packages: { lists, layers: layersOf([], [8]) },
    ...change,
  });
  const names = [own, inherited].map((found) =>
    found.map(({ digest }) => digest).join(' '),
  );
  return [...names, isBound];
}

describe('judgeLayers', () => {
  it('changes the layers of packages that a lock moves, and checks', () => {
    const lock = judge(['context:locks/1.txt']);
    // What the stage makes besides may be as it was.
    expect(lock).toEqual(['eight made check', '', true]);
  });

  it.each([
    ['what seldom moves', layersOf([8]), 'steady'],
    ['the other packages', layersOf([], [8]), 'others'],
    ['both', layersOf([8, 1], [2]), 'steady others'],
    ['one of another layer', layersOf([1]), ''],
  ])('tells two stages apart by what moves: %s', (_, changed, own) => {
    const text = `FROM scratch AS locked
COPY locks/1.txt /python/requirements.txt
FROM base AS steady
RUN --mount=from=locked,source=/python,target=/tmp/p in-layers /steady
FROM base AS settled
COPY --from=steady /steady/8/ /
FROM settled AS packages
RUN --mount=from=locked,source=/python,target=/tmp/p in-layers /layers
FROM settled
COPY --from=packages /layers/all/ /
`;
    const two = listLayerInputs(parseDockerfile(text, 'f'), {
      ...{ buildArgs: {}, target: '4' },
    });
    const found = judge(['context:locks/1.txt'], {
      instructions: two,
      layers: [
        layer('base', 'RUN debootstrap'),
        layer('steady', 'COPY /steady/8/ /'),
        layer('others', 'COPY /layers/all/ /'),
      ],
      packages: { lists: new Set(['locks/1.txt']), layers: changed },
    });
    expect(found).toEqual([own, '', false]);
  });

  it('changes every layer of packages where it does not know which', () => {
    const packages = { lists: new Set(['locks/1.txt']), layers: undefined };
    expect(judge(['context:locks/1.txt'], { packages })).toEqual([
      ...['one eight made check', '', true],
    ]);
  });

  it.each([
    ['context:notes.txt', 'notes check'],
    ['context:other.txt', ''],
  ])('changes by %s: %j', (part, own) => {
    expect(judge([part])).toEqual([own, '', false]);
  });

  it('changes what comes after a RUN, but for packages that stay', () => {
    const packages = { lists: new Set(['locks/1.txt']), layers: layersOf() };
    expect(judge(['context:apt_packages.txt'], { packages })).toEqual([
      ...['interpreter made check', '', true],
    ]);
  });

  it.each([
    ['as before', true, ['added check', '', false]],
    ['anew', false, ['languages added check', '', false]],
    ['nobody knows how', undefined, ['languages added check', '', true]],
  ])(
    'knows a step that installs what seldom moves: %s',
    (_, isAptSteady, judged) => {
      const text = `FROM scratch AS locked
COPY apt_packages.txt /apt/
FROM base AS apt
RUN --mount=from=locked,source=/apt,target=/a filter /a /steady/apt
FROM base
RUN --mount=from=apt,source=/steady/apt,target=/a install /a
COPY notes.txt /
RUN --mount=from=locked,source=/apt,target=/a install --added /a
RUN check
`;
      const found = judge(['context:apt_packages.txt'], {
        instructions: listLayerInputs(parseDockerfile(text, 'f'), {
          ...{ buildArgs: {}, target: '2' },
        }),
        layers: [
          layer('base', 'RUN debootstrap'),
          layer('languages', 'RUN install /a'),
          layer('notes', 'COPY notes.txt /'),
          layer('added', 'RUN install --added /a'),
          layer('check', 'RUN check'),
        ],
        packages: { lists: new Set(), layers: layersOf(), isAptSteady },
      });
      expect(found).toEqual(judged);
    },
  );

  it('counts what changes in images below apart', () => {
    const known = below({ base: false, minimal: true });
    expect(judge(['parent:minimal'], { below: known })).toEqual([
      ...['interpreter eight made check', 'minimal', true],
    ]);
  });

  it('takes a layer that an image below has as that has it', () => {
    const copied = below({ one: true, made: false, minimal: false });
    const found = judge(['parent:minimal'], { below: copied });
    expect(found).toEqual(['interpreter eight check', 'base one', true]);
  });

  it.each(['dockerfile', 'base:ubuntu:24.04', 'arg:A', 'image', 'schema'])(
    'counts all that is not known to stay when %s changes',
    (part) => {
      const known = below({ base: false, minimal: false });
      const rest = 'interpreter one eight made notes check';
      expect(judge([part], { below: known })).toEqual([rest, '', true]);
    },
  );

  it.each<[string, PublishedLayer[]]>([
    ['without a history', layers.map(({ digest }) => layer(digest))],
    ['of other instructions', [...layers, layer('more', 'COPY x /')]],
    ['with too few layers', layers.slice(4)],
  ])('counts all of an image %s', (_, other) => {
    const [own, , isBound] = judge(['context:notes.txt'], { layers: other });
    expect(own).toBe(other.map(({ digest }) => digest).join(' '));
    expect(isBound).toBe(true);
  });

  it('knows that a folder may make no layer', () => {
    const text = 'FROM base\nWORKDIR /a\nCOPY b /\n';
    const two = listLayerInputs(parseDockerfile(text, 'f'), {
      ...{ buildArgs: {}, target: '0' },
    });
    const question = { instructions: two, layers: layers.slice(0, 2) };
    const copied = layer('b', 'COPY b /');
    const found = judge(['context:b'], {
      ...question,
      layers: [...question.layers, copied],
    });
    expect(found).toEqual(['b', '', false]);
  });

  it('takes a folder of very many files for changed', () => {
    expect(judge(['context:./'])[0]).toContain('notes');
  });
});
