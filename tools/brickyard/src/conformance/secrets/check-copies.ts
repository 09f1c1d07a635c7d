import type { Place } from '../../errors';
import { mapLines, placeAt } from '../../script/mapped-text';
import { isScriptFile } from '../copied-scripts';
import { listSourceSteps, type SourceStep } from '../list-source-steps';
import type { CopiedFile, Fault, FlavourFacts } from '../rule';
import { findSecrets } from './find-secrets';
import { secretFault } from './secret-fault';
import { type JudgedFile, judgeFile } from './secret-files';

/** Files such as `id_rsa` and `.env` that COPY and ADD take. */
export function checkCopies(flavour: FlavourFacts): Fault[] {
  const steps = listSourceSteps(flavour);
  const stepOf = (line: number) => steps.find((step) => step.line === line);
  const copied = (flavour.copied ?? [])
    // A mount leaves nothing in an image.
    .filter(({ kind }) => kind !== 'mount')
    .flatMap((file) => {
      const judged = judgeFile(file.path, file.text);
      const step = stepOf(file.line);
      return judged && step
        ? [toFault(file.path, judged, step)]
        : checkScript(file, flavour);
    });
  return [...copied, ...steps.flatMap(checkStages)];
}

/** A script tells what a Dockerfile would. */
function checkScript(
  { path, text = '' }: CopiedFile,
  flavour: FlavourFacts,
): Fault[] {
  if (!isScriptFile(path, text)) return [];
  const file = `${flavour.path}/${path}`;
  const mapped = mapLines(text, { file, line: 1 });
  return findSecrets(text).map(({ what, at }) => ({
    ...secretFault(what, 'files', placeAt(mapped, at)),
    message: `${file}, which is copied, holds ${what}`,
  }));
}

/** `COPY --from=build /root/.ssh/id_rsa …`: what is in the file is not known. */
function checkStages(step: SourceStep): Fault[] {
  const { keyword, flags, words } = step.instruction;
  const isFrom = flags.some(({ name }) => name === 'from');
  if (keyword !== 'COPY' || !isFrom) return [];
  return words.slice(0, -1).flatMap(({ text }) => {
    const judged = judgeFile(text);
    return judged ? [toFault(text, judged, step)] : [];
  });
}

function toFault(
  path: string,
  { what, severity }: JudgedFile,
  { instruction: { keyword }, isFinal, place }: SourceStep,
): Fault {
  const holds = severity === 'error' ? 'holds' : 'usually holds';
  return isFinal
    ? {
        severity,
        message: `${keyword} takes ${path} into the image: it ${holds} ${what}`,
        ...about(path, place),
        hint: 'revoke what is in it if the image was published. Put the file into .dockerignore, and where a step needs it, use RUN --mount=type=secret and secrets in image.ts',
      }
    : {
        severity: 'info',
        message: `${keyword} takes ${path} into a stage that is not the image; it ${holds} ${what}, and stays in the build cache`,
        ...about(path, place),
        hint: 'use RUN --mount=type=secret and secrets in image.ts, which leave nothing behind',
      };
}

function about(path: string, place: Place) {
  return { expected: `no ${path}`, found: path, place };
}
