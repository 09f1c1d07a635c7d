import type { ImageConfig } from '../engine/engine';
import {
  type MetadataTest,
  type StructureVariable,
  toRegExp,
} from './structure-schema';

/** The image's config and labels, which need no container. */
export interface ImageMetadata extends ImageConfig {
  labels: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string>>;

/** Why an image fails the `metadataTest` of a container-structure-test file. */
export function checkMetadata(
  test: MetadataTest,
  image: ImageMetadata,
): string[] {
  const { environment, labels, volumes } = image;
  const ports = image.exposedPorts.flatMap((port) => [
    port,
    port.replace(/\/tcp$/, ''),
  ]);
  return [
    ...checkValues('environment', test.envVars, environment),
    ...test.unboundEnvVars.flatMap(({ key }) =>
      key in environment ? [`environment: ${key} is set but must not be`] : [],
    ),
    ...checkValues('label', test.labels, labels),
    ...checkWords('entrypoint', test.entrypoint, image.entrypoint),
    ...checkWords('cmd', test.cmd, image.command),
    ...lacks('exposed port', test.exposedPorts, ports),
    ...has('exposed port', test.unexposedPorts, ports),
    ...lacks('volume', test.volumes, volumes),
    ...has('volume', test.unmountedVolumes, volumes),
    ...checkText('workdir', test.workdir, image.workdir),
    ...checkText('user', test.user, image.user),
  ];
}

function checkValues(
  what: string,
  expected: readonly StructureVariable[],
  values: Values,
): string[] {
  return expected.flatMap(({ key, value, isRegex }) => {
    const found = values[key];
    if (found === undefined) return [`${what}: ${key} is not set`];
    const fits = isRegex ? toRegExp(value).test(found) : found === value;
    const relation = isRegex ? 'to match' : '';
    const wanted = `expected ${relation && `${relation} `}'${value}'`;
    return fits ? [] : [`${what}: ${key} is '${found}', ${wanted}`];
  });
}

function checkWords(
  what: string,
  expected: readonly string[] | undefined,
  found: readonly string[],
): string[] {
  const [wanted, is] = [expected, found].map((words) => JSON.stringify(words));
  return expected === undefined || wanted === is
    ? []
    : [`${what} is ${is}, expected ${wanted}`];
}

function checkText(
  what: string,
  expected: string | undefined,
  found: string,
): string[] {
  return expected === undefined || expected === found
    ? []
    : [`${what} is '${found}', expected '${expected}'`];
}

function lacks(
  what: string,
  expected: readonly string[],
  found: readonly string[],
): string[] {
  return expected
    .filter((name) => !found.includes(name))
    .map((name) => `${what} ${name} is missing`);
}

function has(
  what: string,
  unwanted: readonly string[],
  found: readonly string[],
): string[] {
  return unwanted
    .filter((name) => found.includes(name))
    .map((name) => `${what} ${name} is there but must not be`);
}
