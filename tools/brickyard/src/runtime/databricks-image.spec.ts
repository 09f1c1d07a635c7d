import { parseDatabricksImage } from './databricks-image';

describe('parseDatabricksImage', () => {
  it.each([
    ['databricksruntime/standard:17.3-LTS', 'standard', '17.3'],
    ['databricksruntime/python:16.4.x-scala2.12', 'python', '16.4'],
    ['docker.io/databricksruntime/rbase:15.4-LTS', 'rbase', '15.4'],
    [
      'mirror.example/hub/databricksruntime/minimal:9.x@sha256:0',
      'minimal',
      '9',
    ],
    ['databricksruntime/standard', 'standard', undefined],
    ['databricksruntime/standard:latest', 'standard', undefined],
    ['databricksruntime/gpu-conda:cuda11', 'gpu-conda', undefined],
  ])('reads %s', (image, name, line) => {
    const { number, ...rest } = parseDatabricksImage(image) ?? {};
    const printed = [number?.major, number?.minor].filter(
      (n) => n !== undefined,
    );
    expect(rest).toEqual({ name });
    expect(printed.join('.') || undefined).toBe(line);
  });

  it.each(['ubuntu:24.04', 'team/standard:17.3-LTS', 'databricksruntime'])(
    'knows that %s is none',
    (image) => expect(parseDatabricksImage(image)).toBeUndefined(),
  );
});
