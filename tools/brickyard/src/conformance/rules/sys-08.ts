import { isAtLeast } from '../compare-runtime';
import { findLast } from '../find-last';
import type { Rule } from '../rule';

const NAME = 'OPENSSL_FORCE_FIPS_MODE';

export const sys08: Rule = {
  id: 'SYS-08',
  severity: 'info',
  title: `${NAME} is 0`,
  why: 'Without it ca-certificates may fail to install on Ubuntu 24.04. With it, a package that brings its own OpenSSL may abort Python: connectorx was seen to.',
  source:
    'ubuntu/minimal/Dockerfile of databricks/containers since 16.4, bugs.launchpad.net/bugs/2066990; sfu-db/connector-x#831',
  needs: 'image',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '16.4'),
  check: ({ image, flavour, inventory }) => {
    const found = image?.environment[NAME];
    const place = findLast(flavour, 'ENV', new RegExp(`\\b${NAME}\\b`));
    const hasConnectorx = inventory?.python.some(({ packages }) =>
      packages.some(({ name }) => name.toLowerCase() === 'connectorx'),
    );
    if (found !== undefined && hasConnectorx) {
      return [
        {
          severity: 'warning',
          message: `connectorx may abort Python while ${NAME} is set`,
          expected: 'import connectorx works',
          found: `${NAME}=${found}`,
          place,
          hint: `try import connectorx in the image; if it aborts, unset ${NAME} in the notebook's environment`,
        },
      ];
    }
    if (found === '0') return [];
    return [
      {
        message: `${NAME} is not 0`,
        expected: '0',
        found: found ?? 'not set',
        place,
        hint: `add ENV ${NAME}=0 to the Dockerfile, before the first apt-get`,
      },
    ];
  },
};
