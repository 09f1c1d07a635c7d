import { checkCranAddress } from '../../check-cran-address';
import { parseCranAddress } from '../../cran-address';
import type { Fault, RuleHalf, Subject } from '../../rule';

/** R's repository until one is chosen. */
const UNSET = '@CRAN@';

export const inventory: RuleHalf = {
  needs: 'inventory',
  unable: ({ inventory, runtime }) => {
    if (!inventory?.r) return 'R is missing, see R-01';
    if (inventory.r.repositories === undefined) {
      return 'needs an inventory with the repositories of R';
    }
    return runtime.r?.cranRepository
      ? undefined
      : `${runtime.name} has no dated repository`;
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
        message: 'R has no repository to install packages from',
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
      message: 'R does not send its version when it downloads',
      expected: `an HTTPUserAgent that names R ${version} and its platform`,
      found: httpUserAgent ?? 'none',
      hint: 'add to /etc/R/Rprofile.site: options(HTTPUserAgent = sprintf("R/%s R (%s)", getRversion(), paste(getRversion(), R.version$platform, R.version$arch, R.version$os)))',
    },
  ];
}
