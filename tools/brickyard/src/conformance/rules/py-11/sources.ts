import { hasPython } from '../../databricks-python';
import { listPythonInstalls } from '../../installs/read-python-install';
import { nameOfRequest } from '../../installs/read-request';
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
  return listPythonInstalls(flavour).flatMap(({ packages }) =>
    packages.map(({ written, place }) => ({
      name: nameOfRequest(written),
      place,
    })),
  );
}
