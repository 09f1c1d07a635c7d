import { findSecrets, findSecretsOf, isSecretName } from '../find-secrets';
import { listInstructions } from '../list-instructions';
import type { Fault, FlavourFacts, ImageFacts, Rule } from '../rule';

const HINT =
  'revoke it: whoever can pull the image has it. Then pass it in with RUN --mount=type=secret and secrets in image.ts';

export const doc01: Rule = {
  id: 'DOC-01',
  severity: 'error',
  title: 'no secret in Dockerfile, environment, labels or history',
  why: 'Whoever can pull the image can read them, and a later layer does not remove them.',
  source:
    'docs.docker.com/build/building/secrets; Terraform provider databricks, docs/resources/cluster.md (credentials of docker_image)',
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
  const written = listInstructions(flavour).flatMap(
    ({ keyword, text, place }) => [
      ...findSecrets(text).map((what) => fault(what, 'Dockerfile', place)),
      ...(keyword === 'ARG' ? checkArgs(text, place) : []),
    ],
  );
  const args = Object.entries(flavour.buildArgs);
  const place = { file: `${flavour.path}/image.ts` };
  const given = args.flatMap(([name, value]) =>
    findSecretsOf(name, value).map((what) => fault(what, 'build args', place)),
  );
  return [...written, ...given];
}

/** The value that --build-arg gives `ARG TOKEN` is in the history of the image. */
function checkArgs(text: string, place: Fault['place']): Fault[] {
  const names = text.split(/\s+/).slice(1).filter(isSecretName);
  return names.map((name) => ({
    severity: 'warning',
    message: `the build arg ${name} is kept in the history of the image`,
    found: `ARG ${name}`,
    place,
    hint: 'use RUN --mount=type=secret and secrets in image.ts',
  }));
}

function checkImage({ environment, labels, history }: ImageFacts): Fault[] {
  const entries = (values: Readonly<Record<string, string>>, where: string) =>
    Object.entries(values).flatMap(([name, value]) =>
      findSecretsOf(name, value).map((what) => fault(what, where)),
    );
  const all = [
    ...entries(environment, 'environment'),
    ...entries(labels, 'labels'),
    ...history.flatMap(findSecrets).map((what) => fault(what, 'history')),
  ];
  // An ENV is in the environment and in the history: one fault.
  return all.filter(
    ({ found }, at) => all.findIndex((each) => each.found === found) === at,
  );
}

function fault(what: string, where: string, place?: Fault['place']): Fault {
  const message = `the ${where} of the image ${where.endsWith('s') ? 'hold' : 'holds'} ${what}`;
  return { message, found: what, place, hint: HINT };
}
