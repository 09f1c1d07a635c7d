import type { Place } from '../../errors';
import { listSteps, type Step } from '../list-steps';
import type { Fault, FlavourFacts } from '../rule';
import { type JudgedFile, judgeFile } from './secret-files';

/** Files such as `id_rsa` and `.env` that COPY and ADD take. */
export function checkCopies(flavour: FlavourFacts): Fault[] {
  const steps = listSteps(flavour);
  const stepOf = (line: number) => steps.find((step) => step.line === line);
  const copied = (flavour.copied ?? []).flatMap(({ path, line, text }) => {
    const judged = judgeFile(path, text);
    const step = stepOf(line);
    return judged && step ? [toFault(path, judged, step)] : [];
  });
  return [...copied, ...steps.flatMap(checkStages)];
}

/** `COPY --from=build /root/.ssh/id_rsa …`: what is in the file is not known. */
function checkStages(step: Step): Fault[] {
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
  { instruction: { keyword }, isFinal, place }: Step,
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
