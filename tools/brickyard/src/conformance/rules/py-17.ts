import type { PackageRequirement } from '../../requirements/requirement';
import { hasPython } from '../databricks-python';
import { listPythonInstalls } from '../installs/read-python-install';
import type { Fault, FlavourFacts, Rule } from '../rule';

export const py17: Rule = {
  id: 'PY-17',
  severity: 'warning',
  title: 'Python packages are locked',
  why: 'Without exact versions and hashes for everything that is installed, the same Dockerfile makes another image tomorrow.',
  source: 'pip: repeatable installs, secure installs',
  needs: 'flavour',
  appliesTo: hasPython,
  check: ({ flavour }) =>
    flavour && !flavour.isLocked
      ? [...checkRequirements(flavour), ...checkCommands(flavour)]
      : [],
};

function checkRequirements({ requirements }: FlavourFacts): Fault[] {
  const packages = requirements.filter((each) => each.kind === 'package');
  const loose = packages.filter((each) => !isExact(each));
  if (loose.length > 0) return loose.map(looseFault);
  const [first] = packages.filter(({ hashes }) => hashes.length === 0);
  if (!first) return [];
  return [
    {
      message: `${first.name} has no hash: whatever the index serves under its version is installed`,
      expected: '--hash=sha256:… for each requirement',
      found: 'none',
      place: first.place,
      hint: 'install a lock of the requirements, as packages/python does: nx lock writes every version with its hashes',
    },
  ];
}

function isExact({ specifiers, url }: PackageRequirement): boolean {
  return (
    url !== undefined ||
    specifiers.some(
      ({ operator, version }) =>
        operator.startsWith('==') && !version.endsWith('*'),
    )
  );
}

function looseFault({ name, specifiers, place }: PackageRequirement): Fault {
  const written = specifiers
    .map(({ operator, version }) => operator + version)
    .join(',');
  return {
    message: `${name} is not locked to a version`,
    expected: `${name}==<version>`,
    found: `${name}${written}`,
    place,
    hint: 'write ==, or install a lock as packages/python does and run nx lock',
  };
}

/** What is named without a version; files and addresses have none. */
function checkCommands(flavour: FlavourFacts): Fault[] {
  return listPythonInstalls(flavour).flatMap(({ packages }) =>
    packages
      .filter(({ written }) => NAMED.test(written) && !FILE.test(written))
      .filter(({ written }) => !EXACT.test(written))
      .map(({ written, place }) => ({
        message: `${written} is installed without a version`,
        expected: `${written.split(/[<>=~!@^]/)[0]}==<version>`,
        found: written,
        place,
        hint: 'write ==, or move it to requirements.txt and run nx lock',
      })),
  );
}

const NAMED =
  /^(?:[\w-]+::)?[A-Za-z][\w.-]*(?:\[[^\]]*\])?(?![\w.-]*\/)(?:\s*$|\s*[<>=~!@^;])/;
const FILE = /\.(?:whl|zip|tar\.\w+|tgz)$|\/| @ /;
/** `==1.2` of pip, `=1.2` of conda, `@1.2` of poetry. */
const EXACT = /(?<![<>~!])={1,3}|@\d/;
