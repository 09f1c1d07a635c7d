import { findEcosystem, orderOf } from '../../ecosystems/ecosystem-table';
import { parseDependency } from '../../requirements/grammar/parse-dependency';
import { GrammarFault } from '../../requirements/grammar/text-scanner';
import { isVersionIn } from '../../requirements/is-version-in';

/** Ecosystems that packages are looked for in, in the order in which answers show them. */
export const askedEcosystems = ['python', 'r', 'apt', 'jar'] as const;
export type AskedEcosystem = (typeof askedEcosystems)[number];

export function isAskedEcosystem(
  name?: string,
): name is AskedEcosystem | undefined {
  return name === undefined || askedEcosystems.some((known) => known === name);
}

/** Whether a version is one of those that are asked for, or why the words mean nothing there. */
export type VersionTest =
  { fits: (version: string) => boolean } | { fault: string };

export interface PackageQuery {
  /** As it was written. */
  text: string;
  name: string;
  /** Empty where any version will do. */
  versions: string;
  /** By ecosystem: those that are looked into. */
  tests: ReadonlyMap<AskedEcosystem, VersionTest>;
}

const QUERY = /^\s*([A-Za-z0-9][A-Za-z0-9._+:-]*?)\s*([<>=!~(].*)?$/s;

/** A package and perhaps versions: `pandas>=2.2,<3`. A text says what is wrong with it. */
export function parseQuery(
  text: string,
  ecosystem?: AskedEcosystem,
): PackageQuery | string {
  const [, name, versions = ''] = QUERY.exec(text) ?? [];
  if (name === undefined) return explainName(text);
  const tests = new Map(
    askedEcosystems
      .filter((each) => ecosystem === undefined || each === ecosystem)
      .map((each) => [each, parseVersions({ each, name, versions })]),
  );
  const faults = [...tests.values()].flatMap((test) =>
    'fault' in test ? [test.fault] : [],
  );
  const [first] = faults;
  return first !== undefined && faults.length === tests.size
    ? explainVersions(text, first)
    : { text, name, versions: versions.trim(), tests };
}

/** What is wrong with the versions, and what to write. */
export function explainVersions(text: string, fault: string): string {
  return `cannot read '${text}': ${fault}; write a name, or a name and versions: 'pandas>=2.2,<3'`;
}

function explainName(text: string): string {
  const [, bare = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._+-]*)/.exec(text) ?? [];
  const example = bare || 'pandas';
  const [sign = ''] = /[[;@]/.exec(text) ?? [];
  const faults: Record<string, string> = {
    '[': 'extras belong to a package and are not looked for',
    ';': 'a marker has no place here',
    '@': 'an address has no place here',
  };
  const fault = faults[sign] ?? 'this is no name of a package';
  return `cannot read '${text}': ${fault}; write a name, or a name and versions: ${example}, '${example}>=2.2,<3'`;
}

interface Words {
  each: AskedEcosystem;
  name: string;
  versions: string;
}

function parseVersions(words: Words): VersionTest {
  if (words.versions.trim() === '') return { fits: () => true };
  return words.each === 'python' ? parsePython(words) : parsePlain(words);
}

/** As pip reads a requirement; pre-releases count as any other version. */
function parsePython({ name, versions }: Words): VersionTest {
  try {
    const { specifiers } = parseDependency(`${name}${versions}`);
    return {
      fits: (version) =>
        specifiers.every((specifier) => isVersionIn(version, specifier)),
    };
  } catch (error) {
    if (error instanceof GrammarFault) return { fault: error.message };
    throw error;
  }
}

const COMPARISON = /^(>=|<=|==|!=|=|>>|<<|>|<)\s*([^\s<>=!~,]+)$/;
const comparisons: Record<string, (difference: number) => boolean> = {
  '>=': (difference) => difference >= 0,
  '<=': (difference) => difference <= 0,
  '==': (difference) => difference === 0,
  '=': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '>': (difference) => difference > 0,
  '>>': (difference) => difference > 0,
  '<': (difference) => difference < 0,
  '<<': (difference) => difference < 0,
};

/** `>=1.8,<2`, each in the order of the ecosystem. */
function parsePlain({ each, versions }: Words): VersionTest {
  const order = orderOf(each);
  const label = findEcosystem(each)?.adjective ?? each;
  // Java archives are ordered by three numbers, and many have two.
  const widen = (version: string) =>
    [version, `${version}.0`, `${version}.0.0`].find(
      (text) => order.releaseOf(text) !== undefined,
    );
  const parts = versions.split(',').map((part) => part.trim());
  const tests: ((version: string) => boolean)[] = [];
  for (const part of parts) {
    const [, operator = '', bound = ''] = COMPARISON.exec(part) ?? [];
    const compares = comparisons[operator];
    if (compares === undefined)
      return {
        fault: `"${part}" is no comparison of versions: =, !=, <, <=, > or >=, and a version`,
      };
    const limit = widen(bound);
    if (limit === undefined)
      return { fault: `"${bound}" is no version that ${label} packages have` };
    tests.push((version) => {
      const own = widen(version);
      return own !== undefined && compares(order.compare(own, limit));
    });
  }
  return { fits: (version) => tests.every((test) => test(version)) };
}
