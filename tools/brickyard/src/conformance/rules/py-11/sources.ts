import { normalizeName } from '../../../requirements/normalize-name';
import { hasPython } from '../../databricks-python';
import { listCommands } from '../../list-commands';
import { readPipInstall } from '../../read-installs';
import type { FlavourFacts, RuleHalf } from '../../rule';
import {
  findInjected,
  listPackageRequests,
  type PackageRequest,
} from './find-injected';

/** What the requirements and the Dockerfile ask for. */
export const sources: RuleHalf = {
  needs: 'flavour',
  // Requirements are locked and installed whatever image.ts says of languages.
  appliesTo: (subject) =>
    hasPython(subject) || (subject.flavour?.requirements.length ?? 0) > 0,
  check: ({ flavour }) =>
    flavour
      ? findInjected([
          ...listPackageRequests(flavour.requirements),
          ...listInstalled(flavour),
        ])
      : [],
};

function listInstalled(flavour: FlavourFacts): PackageRequest[] {
  return listCommands(flavour).flatMap((command) =>
    (readPipInstall(command)?.packages ?? []).map((written) => ({
      name: normalizeName(/^[\w.-]*/.exec(written)?.[0] ?? ''),
      place: command.place,
    })),
  );
}
