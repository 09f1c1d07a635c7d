import { checkCranAddress } from '../check-cran-address';
import { parseCranAddress } from '../cran-address';
import type { Fault, Rule, Subject } from '../rule';

/** What R has as its repository when nobody has chosen one. */
const UNSET = '@CRAN@';

export const r05: Rule = {
  id: 'R-05',
  severity: 'warning',
  title: 'R packages come from one day of CRAN',
  why: 'A repository without a date gives every build, and every install.packages() in a notebook, other versions. Binaries of another Ubuntu do not load; without a user agent that names R, packages come as sources.',
  source:
    'Posit Package Manager: dated repositories and Linux binaries; ubuntu/R/Dockerfile of databricks/containers',
  needs: 'inventory',
  appliesTo: ({ languages }) => languages.includes('r'),
  unable: ({ inventory, runtime }) => {
    if (!inventory?.r) return 'R is missing, see R-01';
    if (inventory.r.repositories === undefined) {
      return 'needs an inventory with the repositories of R';
    }
    return runtime.r?.cranRepository
      ? undefined
      : `${runtime.name} names no dated repository`;
  },
  check: (subject) => [...checkRepositories(subject), ...checkAgent(subject)],
};

function checkRepositories({ inventory, runtime }: Subject): Fault[] {
  const urls = inventory?.r?.repositories?.match(/https?:\/\/[^\s,"']+/g) ?? [];
  const isUnset = inventory?.r?.repositories?.includes(UNSET) ?? true;
  if (urls.length === 0 || isUnset) {
    const { cranRepository = '', cranSnapshot = 'YYYY-MM-DD' } =
      runtime.r ?? {};
    return [
      {
        message: 'R knows no repository to install packages from',
        expected: 'a repository of one day',
        found: inventory?.r?.repositories ?? 'none',
        hint: `add to /etc/R/Rprofile.site: options(repos = c(CRAN = "${cranRepository}/__linux__/<codename>/${cranSnapshot}"))`,
      },
    ];
  }
  return urls.flatMap((url) => {
    const address = parseCranAddress(url.replace(/\/$/, ''));
    return address ? checkCranAddress(address, runtime) : [];
  });
}

function checkAgent({ inventory }: Subject): Fault[] {
  const { httpUserAgent = null, version = '' } = inventory?.r ?? {};
  if (httpUserAgent?.includes(version)) return [];
  return [
    {
      message: 'R does not say its version when it downloads',
      expected: `an HTTPUserAgent that names R ${version} and its platform`,
      found: httpUserAgent ?? 'none',
      hint: 'add to /etc/R/Rprofile.site: options(HTTPUserAgent = sprintf("R/%s R (%s)", getRversion(), paste(getRversion(), R.version$platform, R.version$arch, R.version$os)))',
    },
  ];
}
