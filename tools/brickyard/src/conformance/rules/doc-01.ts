import type { Fault, FlavourFacts, ImageFacts, Rule } from '../rule';
import { checkCopies } from '../secrets/check-copies';
import { checkHistory } from '../secrets/check-history';
import { checkInstructions } from '../secrets/check-instructions';
import { checkLists } from '../secrets/check-lists';
import { findSecretsOf } from '../secrets/find-secrets';
import { secretFault } from '../secrets/secret-fault';

export const doc01: Rule = {
  id: 'DOC-01',
  severity: 'error',
  title:
    'no secret in Dockerfile, copied files, environment, labels or history',
  why: 'Whoever can pull the image can read them, and a later layer does not remove them.',
  source:
    'docs.docker.com/build/building/secrets, and build checks: SecretsUsedInArgOrEnv; Terraform provider databricks, docs/resources/cluster.md (credentials of docker_image)',
  needs: 'any',
  appliesTo: () => true,
  check: ({ flavour, image }) => {
    const faults = flavour ? checkSources(flavour) : [];
    const known = new Set(faults.map(({ found }) => found));
    const ofImage = image ? checkImage(image) : [];
    return [...faults, ...ofImage.filter(({ found }) => !known.has(found))];
  },
};

function checkSources(flavour: FlavourFacts): Fault[] {
  const args = Object.entries(flavour.buildArgs);
  const place = { file: `${flavour.path}/image.ts` };
  return [
    ...checkInstructions(flavour),
    ...checkCopies(flavour),
    ...checkLists(flavour),
    ...args.flatMap(([name, value]) =>
      findSecretsOf(name, value).map((what) =>
        secretFault(what, 'build args', place),
      ),
    ),
  ];
}

function checkImage({ environment, labels, history }: ImageFacts): Fault[] {
  const entries = (values: Readonly<Record<string, string>>, where: string) =>
    Object.entries(values).flatMap(([name, value]) =>
      findSecretsOf(name, value).map((what) => secretFault(what, where)),
    );
  const all = [
    ...entries(environment, 'environment'),
    ...entries(labels, 'labels'),
    ...history.flatMap(checkHistory),
  ];
  // An ENV is in the environment and in the history: one fault.
  return all.filter(
    ({ found }, at) => all.findIndex((each) => each.found === found) === at,
  );
}
