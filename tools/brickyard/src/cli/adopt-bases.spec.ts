import { AdoptPlace, standard } from './testing/adopt-place';

let place: AdoptPlace;
beforeEach(() => {
  place = new AdoptPlace();
});
afterEach(() => place.close());

describe('the base of an adopted image', () => {
  it.each<[string, string, string[], string[]]>([
    ['a line', standard, ['17.3-LTS'], []],
    [
      'another line',
      'FROM databricksruntime/python:16.4-LTS\n',
      ['16.4-LTS'],
      [],
    ],
    [
      'an ARG',
      'ARG TAG=15.4-LTS\nFROM databricksruntime/python:${TAG}\n',
      ['15.4-LTS'],
      [],
    ],
    [
      'an ARG that every build sets',
      'ARG DATABRICKS_RUNTIME\nFROM databricksruntime/python:${DATABRICKS_RUNTIME}\n',
      ['15.4-LTS', '16.4-LTS', '17.3-LTS'],
      [],
    ],
    [
      'stages of which the last counts',
      'FROM node:20 AS web\nRUN npm ci\nFROM databricksruntime/standard:16.4-LTS\nCOPY --from=web /app /app\n',
      ['16.4-LTS'],
      [],
    ],
    [
      'a stage of its own',
      `FROM databricksruntime/python:17.3-LTS AS base\nFROM base\n`,
      ['17.3-LTS'],
      [],
    ],
    [
      'a mirror',
      'FROM acme.azurecr.io/hub/databricksruntime/minimal:17.3-LTS\n',
      ['17.3-LTS'],
      [],
    ],
    [
      'Ubuntu',
      'FROM ubuntu:24.04\nRUN virtualenv /databricks/python3\n',
      ['17.3-LTS', '16.4-LTS'],
      [],
    ],
    [
      'CUDA on Ubuntu',
      'FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04\nRUN useradd libraries\n',
      ['15.4-LTS'],
      [],
    ],
    ['no line', 'FROM acme/base:1\n', ['16.4-LTS'], ['--runtimes=16.4-LTS']],
  ])('knows the line of %s', async (_name, Dockerfile, runtimes, args) => {
    place.add('a', { Dockerfile });
    const { adopted } = await place.adoptJson('../in/a', ...args);
    expect(adopted[0]?.runtimes.toSorted()).toEqual(runtimes.toSorted());
    expect(place.read('ws/packages/a/Dockerfile')).toBe(Dockerfile);
  });

  it('moves what is for a line that nobody knows to the one that is asked for', async () => {
    const stages = (tag: string) =>
      `FROM databricksruntime/python:${tag} AS build\nFROM databricksruntime/python:${tag}\n# 13.3\nCOPY --from=build /a /\n`;
    place.add('a', { Dockerfile: stages('13.3-LTS') });
    const { hint } = await place.refusalOf('../in/a');
    expect(hint).toContain('--runtimes=17.3-LTS moves it');
    const { adopted } = await place.adoptJson('../in/a', '--runtimes=16.4-LTS');
    expect(place.read('ws/packages/a/Dockerfile')).toBe(stages('16.4-LTS'));
    expect(adopted[0]).toMatchObject({
      runtimes: ['16.4-LTS'],
      changed: [
        {
          line: 1,
          from: 'databricksruntime/python:13.3-LTS',
          to: 'databricksruntime/python:16.4-LTS',
        },
        { line: 2 },
      ],
    });
  });

  it('keeps the values of ARGs that a build would set', async () => {
    place.add('a', {
      Dockerfile: `ARG BASE_IMAGE=databricksruntime/python:16.4-LTS\nFROM \${BASE_IMAGE}\nARG PYTHON_VERSION=3.11\nARG OWN\n`,
    });
    const { adopted } = await place.adoptJson('../in/a');
    expect(adopted[0]).toMatchObject({
      args: {
        BASE_IMAGE: 'databricksruntime/python:16.4-LTS',
        PYTHON_VERSION: '3.11',
      },
      notes: [
        {
          place: { file: '../in/a/Dockerfile', line: 4 },
          message: expect.stringContaining('ARG OWN has no value') as string,
        },
      ],
    });
    expect(place.read('ws/packages/a/image.ts')).toContain(
      "PYTHON_VERSION: '3.11'",
    );
  });

  it('builds a folder on one that is adopted with it', async () => {
    place.add('base', { Dockerfile: standard });
    place.add('geo', {
      Dockerfile:
        'FROM acme.azurecr.io/data/base:1.4 AS x\nFROM x\nCOPY --from=acme.azurecr.io/data/base:1.4 /a /\nRUN Rscript a.R\n',
    });
    place.add('tagged', { Dockerfile: 'FROM acme/databricks:geo\n' });
    const { adopted } = await place.adoptJson(
      '../in/tagged',
      '../in/geo',
      '../in/base',
    );
    expect(adopted.map(({ flavour }) => flavour)).toEqual([
      'base',
      'geo',
      'tagged',
    ]);
    expect(place.read('ws/packages/geo/Dockerfile')).toBe(
      'FROM brickyard/base AS x\nFROM x\nCOPY --from=brickyard/base /a /\nRUN Rscript a.R\n',
    );
    expect(adopted[2]).toMatchObject({
      parent: 'geo',
      runtimes: ['17.3-LTS'],
      languages: ['python', 'r'],
    });
  });

  it('asks whether an image is that of a folder with a part of its name', async () => {
    place.add('base', { Dockerfile: standard });
    place.add('geo', { Dockerfile: 'FROM acme/databricks-base:3\n' });
    const { refused } = await place.adoptJson('../in');
    expect(refused[0]?.hint).toContain(
      'if it is the image of packages/base, write FROM brickyard/base',
    );
    const { adopted } = await place.adoptJson(
      '../in/geo',
      '--runtimes=17.3-LTS',
      '--dry-run',
    );
    expect(adopted[0]?.notes).toMatchObject([
      {
        message: expect.stringContaining('write FROM brickyard/base') as string,
      },
    ]);
    place.add('geo', { Dockerfile: 'FROM brickyard/base\n' });
    expect((await place.adoptJson('../in/geo')).adopted).toMatchObject([
      { parent: 'base', runtimes: ['17.3-LTS'] },
    ]);
  });

  it('does not adopt what is built on a folder that is refused', async () => {
    place.add('base', { Dockerfile: 'FROM acme/none:1\n' });
    place.add('geo', { Dockerfile: 'FROM acme/base\n' });
    place.add('one', { Dockerfile: 'FROM acme/two\n' });
    place.add('two', { Dockerfile: 'FROM acme/one\n' });
    const { refused } = await place.adoptJson('../in');
    expect(place.packages()).toEqual([]);
    const told = refused.map(({ message }) => message).join('\n');
    expect(told).toContain(
      '../in/geo/Dockerfile:1: acme/base is base, which is not adopted',
    );
    expect(told).toContain('../in/one/Dockerfile:1: acme/two is two, which');
  });
});
