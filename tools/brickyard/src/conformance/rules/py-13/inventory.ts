import { normalizeName } from '../../../requirements/normalize-name';
import { unableWithoutPython } from '../../databricks-python';
import type { RuleHalf, Subject } from '../../rule';

/** What makes environments: it belongs in the system's Python. */
const TOOLS = new Set([
  ...['pip', 'setuptools', 'wheel', 'virtualenv', 'uv', 'packaging'],
  ...['distlib', 'filelock', 'platformdirs', 'appdirs', 'six'],
]);

/** Python packages whose apt package has another name. */
const APT_NAMES: Readonly<Record<string, string>> = {
  'dbus-python': 'python3-dbus',
  pygobject: 'python3-gi',
  pyjwt: 'python3-jwt',
  'python-apt': 'python3-apt',
  'python-dateutil': 'python3-dateutil',
  pyyaml: 'python3-yaml',
};

export function isTool(name: string): boolean {
  return TOOLS.has(normalizeName(name));
}

export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: unableWithoutPython,
  check: (subject) => {
    const names = listOwn(subject);
    if (names.length === 0) return [];
    const rest = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return [
      {
        message: `${names.slice(0, 5).join(', ')}${rest}: installed for the system's Python, not for notebooks`,
        expected: 'packages in /databricks/python3',
        found: names.join(', '),
        hint: 'install them with /databricks/python3/bin/pip, or add them to requirements.txt',
      },
    ];
  },
};

/** The system's Python packages that neither apt nor this table knows. */
function listOwn({ inventory }: Subject): string[] {
  const apt = new Set(inventory?.apt.map(({ name }) => name));
  return (inventory?.python ?? [])
    .filter(({ environment }) => !environment.startsWith('/databricks/'))
    .flatMap(({ packages }) => packages.map(({ name }) => normalizeName(name)))
    .filter((name) => !isTool(name) && !isApts(name, apt));
}

function isApts(name: string, apt: ReadonlySet<string>): boolean {
  return [name, `python3-${name}`, APT_NAMES[name] ?? name].some((each) =>
    apt.has(each),
  );
}
