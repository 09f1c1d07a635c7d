import { listCommands } from '../../list-commands';
import { readAptInstall } from '../../read-installs';
import type { RuleHalf } from '../../rule';

export const sources: RuleHalf = {
  needs: 'flavour',
  check: ({ flavour }) =>
    (flavour ? listCommands(flavour) : [])
      .filter((command) => readAptInstall(command).includes('cowsay'))
      .map(({ place }) => ({
        message: 'cowsay is installed',
        place,
        hint: 'remove it',
      })),
};
