import { type ImageInputs, imageParts, keySchema } from './image-parts';

const inputs: ImageInputs = {
  dockerfile: 'FROM ubuntu:24.04\n',
  context: [
    {
      kind: 'file',
      path: 'run.sh',
      executable: true,
      size: 1,
      digest: 'sha256:aa',
      mtimeMs: 5,
    },
    {
      kind: 'file',
      path: 'data',
      executable: false,
      size: 1,
      digest: 'sha256:bb',
    },
    { kind: 'link', path: 'link', target: 'data' },
  ],
  target: 'tools',
  buildArgs: { JDK_VERSION: '17', EMPTY: '' },
  platform: 'linux/amd64',
  runtime: '17.3-LTS',
  bases: new Map([['ubuntu:24.04', 'sha256:cc']]),
  syntax: new Map([['docker/dockerfile:1', 'sha256:dd']]),
  parents: new Map([['minimal', 'ee']]),
  secretIds: ['netrc'],
};

describe('imageParts', () => {
  it('names everything that decides an image, sorted', () => {
    const parts = imageParts(inputs).map(({ name, value }) => [name, value]);
    expect(parts).toEqual([
      ['arg:EMPTY', ''],
      ['arg:JDK_VERSION', '17'],
      ['base:ubuntu:24.04', 'sha256:cc'],
      ['context:data', 'sha256:bb'],
      ['context:link', 'link data'],
      ['context:run.sh', 'executable sha256:aa'],
      [
        'dockerfile',
        'sha256:da2fe84f2c45b11f32968fef8163531fc3c19645ce06408fb6905c43637dbe0e',
      ],
      ['parent:minimal', 'ee'],
      ['platform', 'linux/amd64'],
      ['runtime', '17.3-LTS'],
      ['schema', keySchema],
      ['secret:netrc', 'mounted'],
      ['syntax:docker/dockerfile:1', 'sha256:dd'],
      ['target', 'tools'],
    ]);
  });

  it('is the same list whatever the order of its inputs', () => {
    const shuffled: ImageInputs = {
      ...inputs,
      context: [...inputs.context].reverse(),
      buildArgs: { EMPTY: '', JDK_VERSION: '17' },
    };
    expect(imageParts(shuffled)).toEqual(imageParts(inputs));
  });

  it('has no part for the last stage', () => {
    const names = imageParts({ ...inputs, target: undefined }).map(
      ({ name }) => name,
    );
    expect(names).not.toContain('target');
  });
});
