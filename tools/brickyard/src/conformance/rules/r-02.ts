import { listCommands, placeOfWord } from '../list-commands';
import { readAptInstall } from '../read-installs';
import type { Fault, FlavourFacts, Rule } from '../rule';

/** They depend on r-base-core of this version or any newer one. */
const LOOSE = ['r-base', 'r-recommended'];

export const r02: Rule = {
  id: 'R-02',
  severity: 'error',
  title: 'a pinned R pins r-base-core, too',
  why: 'r-base and r-recommended accept any r-base-core that is new enough, and apt takes the newest. The image then has another R than the pinned one.',
  source:
    'databricks/containers, pull request 258; Depends of the r-base package',
  needs: 'flavour',
  appliesTo: ({ languages }) => languages.includes('r'),
  check: ({ flavour }) => (flavour ? checkPins(flavour) : []),
};

function checkPins(flavour: FlavourFacts): Fault[] {
  const wanted = [...listNamed(flavour), ...listAsked(flavour)];
  const isPinned = ({ written }: { written: string }) => written.includes('=');
  const core = wanted.find(({ name }) => name === 'r-base-core');
  const first =
    wanted.find((each) => LOOSE.includes(each.name) && isPinned(each)) ??
    wanted.find(({ name }) => LOOSE.includes(name)) ??
    core;
  if (first === undefined || (core && isPinned(core))) return [];
  return [isPinned(first) ? loosePin(first) : noPin(first)];
}

type Wanted = { written: string; name: string; place: Fault['place'] };

/** In the Dockerfile. */
function listNamed(flavour: FlavourFacts): Wanted[] {
  return listCommands(flavour).flatMap((command) =>
    readAptInstall(command).map((written) => {
      const name = written.split('=')[0] ?? '';
      return {
        written,
        name,
        place: placeOfWord(command, command.words.indexOf(written)),
      };
    }),
  );
}

/** In the list of apt packages. */
function listAsked({ aptPackages = [] }: FlavourFacts): Wanted[] {
  return aptPackages.map(({ name, version, place }) => {
    const written = version === undefined ? name : `${name}=${version}`;
    return { written, name, place };
  });
}

function loosePin({ written, place }: Wanted): Fault {
  const version = written.split('=')[1] ?? '';
  return {
    message: `${written} does not pin R: r-base-core is left to apt, which takes the newest`,
    expected: `r-base-core=${version}`,
    found: written,
    place,
    hint: `add r-base-core=${version} to the same apt-get install, and check R --version at the end of the build`,
  };
}

/** With an archive that never changes this is fine, but the text does not show which archive it is. */
function noPin({ written, place }: Wanted): Fault {
  return {
    severity: 'warning',
    message: `${written} is installed in whatever version the archive has that day`,
    expected: 'r-base-core and r-base, each with =<version>',
    found: written,
    place,
    hint: 'declare ARG R_APT_VERSION, which the runtime sets, and install r-base-core=${R_APT_VERSION} r-base=${R_APT_VERSION} r-recommended=${R_APT_VERSION}',
  };
}
