import { recognizeBase, type StartImage } from './recognize-base';

describe('recognizeBase', () => {
  it.each<[string, StartImage]>([
    [
      'databricksruntime/standard:17.3-LTS',
      {
        kind: 'databricks',
        name: 'standard',
        number: { major: 17, minor: 3 },
      },
    ],
    [
      'acme.azurecr.io/mirror/databricksruntime/python:9.x',
      { kind: 'databricks', name: 'python', number: { major: 9 } },
    ],
    ['databricksruntime/standard', { kind: 'databricks', name: 'standard' }],
    ['brickyard/python', { kind: 'flavour', flavour: 'python' }],
    ['ubuntu:24.04', { kind: 'ubuntu', system: '24.04' }],
    ['docker.io/library/ubuntu:22.04', { kind: 'ubuntu', system: '22.04' }],
    [
      'public.ecr.aws/ubuntu/ubuntu:24.04@sha256:' + 'a'.repeat(64),
      { kind: 'ubuntu', system: '24.04' },
    ],
    ['ubuntu:noble', { kind: 'ubuntu', system: 'noble' }],
    ['ubuntu:jammy-20260101', { kind: 'ubuntu', system: 'jammy' }],
    ['ubuntu', { kind: 'ubuntu' }],
    ['ubuntu:latest', { kind: 'ubuntu' }],
    [
      'nvidia/cuda:12.6.0-runtime-ubuntu22.04',
      { kind: 'ubuntu', system: '22.04' },
    ],
    ['ghcr.io/acme/gpu:cuda-ubuntu2404', { kind: 'ubuntu', system: '24.04' }],
    ['node:20', { kind: 'official' }],
    ['docker.io/library/python:3.12-slim', { kind: 'official' }],
    ['acme.azurecr.io/data/base:1.4', { kind: 'unknown' }],
    ['acme/base', { kind: 'unknown' }],
    ['Not An Image', { kind: 'unknown' }],
  ])('takes %s for what it is', (image, base) => {
    expect(recognizeBase(image, 'brickyard')).toEqual(base);
  });
});
