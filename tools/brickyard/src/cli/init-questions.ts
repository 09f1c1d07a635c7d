import { isBrickyardError } from '../errors';
import type { InitAnswers } from '../run/init/plan-init';
import { chooseCi, ciWords } from '../synth/choose-ci';
import { parsePluginOptions } from '../workspace/options';
import type { Question } from './ask-lines';

type Questions = Record<keyof InitAnswers, (known: InitAnswers) => Question>;

const languageWords = ['python', 'r', 'both', 'scala'];

export function initQuestions(suggested: InitAnswers): Questions {
  return {
    registry: () => ({
      text: 'Which registry are images published to? docker.io, team.azurecr.io, host:port',
      fallback: suggested.registry,
      check: (registry) => faultOf(() => checkPlace({ registry })),
    }),
    namespace: ({ registry }) => ({
      text: `Under which path there? Images are ${registry}/<path>/<flavour>`,
      fallback: suggested.namespace,
      check: (namespace) => faultOf(() => checkPlace({ namespace })),
    }),
    languages: () => ({
      text: `What will notebooks be written in? ${languageWords.join(', ')}`,
      fallback: suggested.languages,
      check: (answer) =>
        answer.split(',').every((word) => languageWords.includes(word))
          ? undefined
          : `'${answer}' is none of ${languageWords.join(', ')}`,
    }),
    ci: ({ registry }) => ({
      text: `Which CI builds and publishes them? ${ciWords().join(', ')}`,
      fallback: suggested.ci,
      check: (answer) => faultOf(() => chooseCi(answer.split(','), registry)),
    }),
  };
}

/** All that is wrong with answers, in the order of the questions. */
export function listFaults(answers: InitAnswers): string[] {
  const questions = Object.entries(initQuestions(answers));
  return questions.flatMap(([name, question]) => {
    const answer = answers[name as keyof InitAnswers];
    const fault = question(answers).check(answer);
    return fault === undefined ? [] : [fault];
  });
}

function checkPlace(place: Partial<InitAnswers>): void {
  parsePluginOptions(place, 'brickyard init');
}

function faultOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const { message, hint } = error;
    return hint === undefined ? message : `${message}; ${hint}`;
  }
}
