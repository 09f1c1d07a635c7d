import { builtInRuntimes } from '../../runtime/catalogue';
import { chooseLines, type LinesRequest } from './choose-lines';
import { recognizeBase } from './recognize-base';

const choose = (image: string, change: Partial<LinesRequest> = {}) => {
  const base = recognizeBase(image, 'brickyard');
  if (base.kind === 'flavour') throw new Error('no image from elsewhere');
  const candidates = builtInRuntimes;
  return chooseLines({
    ...{ image, base, candidates, asked: [], hasTrace: true },
    ...change,
  });
};

describe('chooseLines', () => {
  it.each([
    ['databricksruntime/standard:17.3-LTS', ['17.3-LTS']],
    ['databricksruntime/python:16.4.x-scala2.12', ['16.4-LTS']],
    ['ubuntu:24.04', ['17.3-LTS', '16.4-LTS']],
    ['ubuntu:noble', ['17.3-LTS', '16.4-LTS']],
    ['ubuntu:22.04', ['15.4-LTS']],
    ['nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04', ['15.4-LTS']],
  ])('takes %s to be for %j', (image, lines) => {
    expect(choose(image)).toEqual({ lines });
  });

  it('takes the tag of Databricks for what it says, whatever is asked', () => {
    const asked = ['17.3-LTS'];
    expect(choose('databricksruntime/python:16.4-LTS', { asked })).toEqual({
      lines: ['16.4-LTS'],
    });
  });

  it('moves what is for a line that nobody knows, when asked to', () => {
    const asked = ['17.3-LTS', '16.4-LTS'];
    expect(choose('databricksruntime/python:14.3-LTS', { asked })).toEqual({
      lines: ['17.3-LTS'],
      movedTo: '17.3-LTS',
    });
  });

  it.each([
    ['ubuntu:24.04', ['16.4-LTS']],
    ['acme/base:1', ['16.4-LTS']],
    ['ubuntu:22.04', ['15.4-LTS']],
  ])(
    'goes by a variable of the file for %s, where that can be',
    (image, lines) => {
      expect(choose(image, { named: { major: 16, minor: 4 } })).toEqual({
        lines,
      });
    },
  );

  it.each([
    'databricksruntime/standard:latest',
    'databricksruntime/gpu-conda:cuda11',
    'acme.azurecr.io/base:1',
    'ubuntu:20.04',
    'ubuntu:24.04',
    'python:3.12',
  ])('goes by --runtimes for %s', (image) => {
    const lines = ['16.4-LTS'];
    expect(choose(image, { asked: lines })).toEqual({ lines });
  });

  it.each<[string, Partial<LinesRequest>, string, string]>([
    [
      'databricksruntime/python:14.3-LTS',
      {},
      'is for Databricks Runtime 14.3, which is no line of this workspace: 17.3-LTS, 16.4-LTS, 15.4-LTS',
      'npx nx g brickyard:runtime 14.3 ',
    ],
    [
      'databricksruntime/minimal:9.x',
      {},
      'is for Databricks Runtime 9, ',
      '--runtimes=17.3-LTS moves it to that line, tag and all',
    ],
    [
      'databricksruntime/standard:latest',
      {},
      'does not say which Databricks Runtime',
      '--runtimes=17.3-LTS says it',
    ],
    ['acme/base:1', {}, 'does not say which', '--runtimes=17.3-LTS'],
    ['ubuntu:20.04', {}, 'is the base of no runtime line', '--runtimes='],
    ['ubuntu', {}, 'is the base of no runtime line', '--runtimes='],
    [
      'ubuntu:22.04',
      { hasTrace: false },
      'nothing in this file is for Databricks',
      '--runtimes=15.4-LTS says that it is for clusters',
    ],
    [
      'node:20',
      { hasTrace: false, asked: ['17.3-LTS'] },
      'node:20 is no base for a cluster',
      'leave it out',
    ],
    ['python:3.12', {}, 'does not say which', '--runtimes='],
  ])('refuses %s %j', (image, change, fault, hint) => {
    expect(choose(image, change)).toEqual({
      fault: expect.stringContaining(fault) as string,
      hint: expect.stringContaining(hint) as string,
    });
  });
});
