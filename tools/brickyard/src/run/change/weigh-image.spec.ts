import { weighLayers } from './weigh-image';

const layers = (text: string) =>
  [...text].map((name) => ({ digest: `sha256:${name}`, size: 10 }));

describe('weighLayers', () => {
  it.each([
    ['one layer is new', 'ab', '', { upload: 10, download: 10 }],
    ['the image below has it, too', 'ab', 'xc', { upload: 0, download: 10 }],
    ['nothing is new', 'abc', '', { upload: 0, download: 0 }],
    ['all is new', 'xy', 'x', { upload: 30, download: 30 }],
    ['all is mounted', '', 'abc', { upload: 0, download: 30 }],
  ])('%s', (_, last, below, cost) => {
    const others = { last: layers(last), below: layers(below) };
    expect(weighLayers(layers('abc'), others)).toEqual({ size: 30, ...cost });
  });

  it('does not know what a node pulls that has no image from before', () => {
    const others = { last: null, below: layers('a') };
    expect(weighLayers(layers('abc'), others)).toEqual({
      ...{ size: 30, upload: 20, download: null },
    });
  });
});
