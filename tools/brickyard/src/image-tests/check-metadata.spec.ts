import { checkMetadata } from './check-metadata';
import type { MetadataTest } from './structure-schema';
import { searchHere } from './testing/search-here';

const image = {
  user: 'root',
  workdir: '/app',
  entrypoint: ['/init'],
  command: ['a', 'b'],
  environment: { LANG: 'C.UTF-8' },
  exposedPorts: ['8080/tcp'],
  volumes: ['/data'],
  labels: { date: '2026-01-02' },
};

const check = (change: Partial<MetadataTest>) =>
  checkMetadata(
    {
      envVars: [],
      unboundEnvVars: [],
      labels: [],
      exposedPorts: [],
      unexposedPorts: [],
      volumes: [],
      unmountedVolumes: [],
      ...change,
    },
    image,
    searchHere,
  );
const is = (key: string, value: string, isRegex = false) => [
  { key, value, isRegex },
];

describe('checkMetadata', () => {
  it.each([
    {},
    { envVars: is('LANG', 'C.UTF-8'), unboundEnvVars: is('HOME', '') },
    { labels: is('date', '^\\d{4}-', true) },
    { exposedPorts: ['8080'], unexposedPorts: ['22'] },
    { exposedPorts: ['8080/tcp'], volumes: ['/data'] },
    { entrypoint: ['/init'], cmd: ['a', 'b'], workdir: '/app', user: 'root' },
  ])('finds nothing wrong with %j', async (change) => {
    expect(await check(change)).toEqual([]);
  });

  it.each([
    [{ envVars: is('LANG', 'C') }, "LANG is 'C.UTF-8', expected 'C'"],
    [{ envVars: is('HOME', '/') }, 'environment: HOME is not set'],
    [{ unboundEnvVars: is('LANG', '') }, 'LANG is set but must not be'],
    [{ labels: is('date', '^x', true) }, "expected to match '^x'"],
    [{ exposedPorts: ['22'] }, 'exposed port 22 is missing'],
    [{ unexposedPorts: ['8080'] }, 'exposed port 8080 is there'],
    [{ unmountedVolumes: ['/data'] }, 'volume /data is there'],
    [{ entrypoint: [] }, 'entrypoint is ["/init"], expected []'],
    [{ workdir: '/' }, "workdir is '/app', expected '/'"],
    [{ envVars: is('toString', '') }, 'environment: toString is not set'],
    [{ user: 'app' }, "user is 'root', expected 'app'"],
  ])('finds what is wrong with %j', async (change, message) => {
    expect(await check(change)).toEqual([expect.stringContaining(message)]);
  });
});
