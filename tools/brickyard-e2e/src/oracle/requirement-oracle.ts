import { evaluateMarker } from '../../../brickyard/src/requirements/evaluate-marker';
import { isVersionIn } from '../../../brickyard/src/requirements/is-version-in';
import { askPip, oraclePackages } from './ask-pip';
import { compareReadings } from './compare-readings';
import { listMarkers } from './list-markers';
import { listRequirementTexts } from './list-requirement-texts';
import { listVersionPairs } from './list-version-pairs';
import { type Oracle, type OracleAnswer, zipAnswers } from './oracle';
import { readOurs } from './read-ours';

const { pip, packaging } = oraclePackages;

export const requirementOracles: readonly Oracle[] = [
  { name: 'requirements', least: 20_000, ask: compareTexts },
  { name: 'markers', least: 500, ask: compareMarkers },
  { name: 'versions and specifiers', least: 10_000, ask: compareVersions },
];

function compareTexts(): OracleAnswer {
  const texts = listRequirementTexts();
  const { files } = askPip({ files: texts });
  const cases = zipAnswers(texts, files).map(([text, theirs]) =>
    compareReadings({ text, ours: readOurs(text), theirs }),
  );
  return { tool: `pip ${pip}, packaging ${packaging}`, cases };
}

function compareMarkers(): OracleAnswer {
  const texts = listMarkers();
  const { markers } = askPip({ markers: texts, python: '3.12' });
  const cases = zipAnswers(texts, markers).map(([text, answer]) => {
    const ours = evaluateMarker(text, '3.12');
    const theirs = 'value' in answer ? answer.value : undefined;
    const shown = { text, ours, theirs };
    if (ours === theirs) return { verdict: 'same' as const, shown };
    return ours === undefined || theirs === undefined
      ? { verdict: 'explained' as const, why: UNKNOWN, shown }
      : { verdict: 'unexplained' as const, shown };
  });
  return { tool: `packaging ${packaging}`, cases };
}

const UNKNOWN =
  'what a marker asks is known in an image, or not at all; packaging asks this machine';

function compareVersions(): OracleAnswer {
  const pairs = listVersionPairs();
  const { versions } = askPip({
    versions: pairs.map(({ version, operator, of }) => [
      version,
      operator + of,
    ]),
  });
  const cases = zipAnswers(pairs, versions).map(([pair, answer]) => {
    const { version, operator, of } = pair;
    const ours = isVersionIn(version, { operator, version: of });
    const shown = { ...pair, ours, answer };
    if ('error' in answer)
      return { verdict: 'explained' as const, why: NONE, shown };
    const isSame = ours === answer.value;
    return {
      verdict: isSame ? ('same' as const) : ('unexplained' as const),
      shown,
    };
  });
  return { tool: `packaging ${packaging}`, cases };
}

const NONE = 'is no specifier, as ~=2: a list with it is refused before';
