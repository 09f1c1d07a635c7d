import { expandWord } from '../../dockerfile/expand';
import { evaluateGlobals, lookupIn } from '../../dockerfile/scope';
import { finalStages } from '../list-source-steps';
import type { Fault, FlavourFacts, Rule } from '../rule';

const PLATFORM = 'linux/amd64';
const OTHER_NAMES = /^(?:linux\/)?(?:amd64|x86[_-]64)(?:\/.*)?$/i;

export const img10: Rule = {
  id: 'IMG-10',
  severity: 'error',
  title: 'FROM asks for no other platform',
  why: 'Clusters with custom images run on x86-64 machines; an image for another processor starts nowhere.',
  source:
    'docs.databricks.com, limitations of Container Services (no Graviton); databricks/containers#99',
  needs: 'flavour',
  appliesTo: () => true,
  check: ({ flavour }) => (flavour ? checkStages(flavour) : []),
};

/** A stage that only others copy from may run on whatever builds. */
function checkStages(flavour: FlavourFacts): Fault[] {
  const { file, stages, globals, escape } = flavour.dockerfile;
  const { buildArgs } = flavour;
  const report = () => undefined;
  const inputs = { escape, buildArgs, report, targetStage: '' };
  const lookup = lookupIn(evaluateGlobals(globals, inputs));
  const final = finalStages(flavour);
  return stages.flatMap(({ index, platform, line }) => {
    if (platform === undefined || !final.has(index)) return [];
    const { text } = expandWord(platform.text, escape, lookup);
    if (text === '' || OTHER_NAMES.test(text)) return [];
    return [
      {
        message: `FROM --platform=${platform.text} is not for ${PLATFORM}`,
        expected: `${PLATFORM}, or no --platform`,
        found: text,
        place: { file, line },
        hint: 'leave --platform out: Brickyard builds for linux/amd64',
      },
    ];
  });
}
