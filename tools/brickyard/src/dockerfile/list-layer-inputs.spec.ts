import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type LayerInputs, listLayerInputs } from './list-layer-inputs';
import { parseDockerfile } from './parse-dockerfile';

const describeLayer = ({ keyword, context, images, taken }: LayerInputs) =>
  [keyword, taken ?? '-', ...[...context].sort(), ...[...images].sort()].join(
    ' ',
  );

function readLayers(
  text: string,
  target?: string,
  buildArgs: Record<string, string> = {},
): LayerInputs[] {
  const parsed = parseDockerfile(text, 'Dockerfile');
  const last = String(parsed.stages.length - 1);
  return listLayerInputs(parsed, { target: target ?? last, buildArgs });
}

const layersOf = (...request: Parameters<typeof readLayers>) =>
  readLayers(...request).map(describeLayer);

describe('listLayerInputs', () => {
  it('lists what makes a layer, with what is before it', () => {
    const text =
      'FROM team/base\nENV A=1\nCOPY a /\nRUN make\nWORKDIR /x\nADD b /\n';
    expect(layersOf(text)).toEqual([
      ...['COPY - a', 'RUN - a team/base', 'WORKDIR -', 'ADD - b'],
    ]);
  });

  it('goes through the stages that the image starts from', () => {
    const text =
      'FROM base AS one\nCOPY a /\nFROM one AS two\nRUN make\nFROM other\nCOPY c /\n';
    expect(layersOf(text, 'two')).toEqual(['COPY - a', 'RUN - a base']);
  });

  it('follows what is copied or mounted from stages and images', () => {
    const text = `FROM base AS build
COPY src /src
RUN --mount=type=bind,from=tools,target=/t --mount=source=x,target=/x make
FROM scratch
COPY --from=build /out/8/ /
COPY --from=image /a /b /
`;
    expect(layersOf(text)).toEqual([
      'COPY /out/8/ src x base tools',
      'COPY - image',
    ]);
  });

  it('reads of a stage that only copies what is asked for', () => {
    const text = `FROM scratch AS lists
ARG LINE=1
COPY apt.txt locks/\${LINE}.apt.txt /apt/
COPY locks/\${LINE}.txt /python/requirements.txt
COPY python.txt /python.txt
FROM base
RUN --mount=from=lists,source=/python,target=/p make
COPY --from=lists /apt /apt
COPY --from=lists / /
`;
    expect(layersOf(text, undefined, { LINE: '17' })).toEqual([
      'RUN - locks/17.txt base',
      'COPY /apt apt.txt locks/17.apt.txt',
      'COPY / apt.txt locks/17.apt.txt locks/17.txt python.txt',
    ]);
  });

  it('does not read a stage again and again', () => {
    const stages = Array.from({ length: 60 }, (_, index) =>
      index === 0
        ? 'FROM base AS s0\nCOPY a /\n'
        : `FROM base AS s${index}\nCOPY --from=s${index - 1} /x /\nCOPY --from=s${index - 1} /x /\n`,
    );
    const layers = layersOf(stages.join(''));
    expect(layers).toEqual(['COPY /x a base', 'COPY /x a base']);
  });

  it('knows what can change the packages of a flavour', () => {
    const file = join(__dirname, '../../../../packages/python/Dockerfile');
    const args = { DATABRICKS_RUNTIME: '17.3-LTS' };
    const text = readFileSync(file, 'utf8');
    const layers = layersOf(text, undefined, args);
    for (const taken of ['/steady/8/', '/layers/all/']) {
      const found = layers.findLast((layer) =>
        layer.startsWith(`COPY ${taken}`),
      );
      expect(found).toContain(' locks/17.3-LTS.txt ');
    }
    const readsApt = (layer = '') => layer.includes('apt_packages.txt');
    expect(layers[0]).toMatch(/^RUN - /);
    expect(readsApt(layers[0])).toBe(false);
    expect(layers.slice(1).some(readsApt)).toBe(true);
  });

  it('tells apart what a step reads of what seldom moves', () => {
    const text = `FROM base AS apt
COPY list /list
RUN --mount=from=tools,target=/t filter /list /steady/apt
FROM base
RUN --mount=from=apt,source=/steady/apt,target=/apt install /apt
COPY notes /
RUN --mount=from=apt,source=/list,target=/list install --added /list
`;
    const read = readLayers(text).map(({ context, steady }) =>
      [context, steady.context, steady.images].map((set) =>
        [...set].sort().join(' '),
      ),
    );
    expect(read).toEqual([
      ['', 'list', 'base tools'],
      ['notes', '', ''],
      ['list notes', 'list', 'base tools'],
    ]);
  });
});
