import type { ImageConfig } from '../engine/engine';
import type { Search } from './pattern';
import type { MetadataTest, StructureVariable } from './structure-schema';

/** The image's config and labels, which need no container. */
export interface ImageMetadata extends ImageConfig {
  labels: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string>>;

/** Why an image fails the `metadataTest` of a container-structure-test file. */
export async function checkMetadata(
  test: MetadataTest,
  image: ImageMetadata,
  search: Search,
): Promise<string[]> {
  const { environment, labels, volumes } = image;
  const ports = image.exposedPorts.flatMap((port) => [
    port,
    port.replace(/\/tcp$/, ''),
  ]);
  return [
    ...(await checkValues(test.envVars, {
      what: 'environment',
      values: environment,
      search,
    })),
    ...test.unboundEnvVars.flatMap(({ key }) =>
      Object.hasOwn(environment, key)
        ? [`environment: ${key} is set but must not be`]
        : [],
    ),
    ...(await checkValues(test.labels, {
      what: 'label',
      values: labels,
      search,
    })),
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

interface Checked {
  what: string;
  values: Values;
  search: Search;
}

async function checkValues(
  expected: readonly StructureVariable[],
  { what, values, search }: Checked,
): Promise<string[]> {
  const messages = expected.map(async ({ key, value, isRegex }) => {
    const found = Object.hasOwn(values, key) ? values[key] : undefined;
    if (found === undefined) return [`${what}: ${key} is not set`];
    if (!isRegex && found === value) return [];
    const matches = isRegex ? await search(found, [value]) : [false];
    if (matches === undefined)
      return [`${what}: ${key} had not been searched in the time of the test`];
    const wanted = `expected ${isRegex ? 'to match ' : ''}'${value}'`;
    return matches[0] ? [] : [`${what}: ${key} is '${found}', ${wanted}`];
  });
  return (await Promise.all(messages)).flat();
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
