import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { listRules } from '../list-rules';
import type {
  FlavourFacts,
  ImageFacts,
  Rule,
  RuleInHalves,
  Subject,
} from '../rule';

export const testRuntime = findRuntime(builtInRuntimes, '17.3-LTS');

/** A line of this name, which the catalogue may lack: only the name counts. */
export function lineNamed(name: string): Subject['runtime'] {
  return { ...testRuntime, name, databricks: /^\d/.test(name) };
}

export function testFlavourFacts(
  dockerfileText: string,
  more: Partial<FlavourFacts> = {},
): FlavourFacts {
  const path = 'packages/a';
  const file = `${path}/Dockerfile`;
  return {
    ...{ name: 'a', path, dockerfileText, buildArgs: {} },
    dockerfile: parseDockerfile(dockerfileText, file),
    ...{ requirements: [], rPackages: [] },
    ...more,
  };
}

/** An image that breaks no rule about images. */
export function testImageFacts(more: Partial<ImageFacts> = {}): ImageFacts {
  return {
    reference: 'registry.example/team/a:1',
    platforms: ['linux/amd64'],
    ...{ user: '', entrypoint: [], command: [] },
    environment: {
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      OPENSSL_FORCE_FIPS_MODE: '0',
      PATH: '/usr/bin',
    },
    labels: { 'databricks.runtime.version': '17.3-LTS' },
    history: ['RUN apt-get install bash'],
    size: 1e9,
    ...more,
  };
}

export function testSubject(more: Partial<Subject> = {}): Subject {
  return { runtime: testRuntime, languages: ['python', 'r'], ...more };
}

/** What the image of a good flavour contains, as far as rules of the system ask. */
export function testSystem(
  more: Partial<NonNullable<Subject['inventory']>> = {},
): NonNullable<Subject['inventory']> {
  return {
    os: { id: 'ubuntu', version: '24.04', name: 'Ubuntu 24.04.3 LTS' },
    ...{ python: [], r: null, apt: [] },
    executables: onPath('bash env ip java ls ps setfacl sudo'),
    users: [{ name: 'libraries', uid: 1001, locked: true }],
    environment: {},
    java: [
      {
        path: '/usr/lib/jvm/zulu17-ca-amd64',
        ...{ version: '17.0.16', major: '17', isDefault: true },
      },
    ],
    trustStore: true,
    paths: [],
    ...more,
  };
}

export function onPath(names: string): { name: string; path: string }[] {
  return names.split(' ').map((name) => ({ name, path: `/usr/bin/${name}` }));
}

/** The half of a rule that looks at this part, as a rule. */
export function halfOf(row: RuleInHalves, needs: Rule['needs']): Rule {
  const half = listRules([row]).find((each) => each.needs === needs);
  if (half === undefined) throw new Error(`${row.id} has no half for ${needs}`);
  return half;
}
