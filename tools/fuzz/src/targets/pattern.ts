import {
  parsePathPattern,
  patternBeyond,
  reachesInto,
  selectsPath,
} from '../../../brickyard/src/context/path-pattern';
import { globCases } from '../../../brickyard-e2e/src/buildkit/pattern-cases';
import { readSpecTexts } from '../collect-seeds';
import { attempt } from '../judge';
import type { Target } from '../target';
import { ignore } from './ignore';

/** A source of COPY, and the path that it is for, in two lines. */
export const pattern: Target = {
  name: 'pattern',
  listSeeds: () => [
    ...readSpecTexts('context'),
    ...globCases
      .filter((_, at) => at % 7 === 0)
      .map(({ text, paths }) => `${text}\n${paths[text.length]}`),
  ],
  tokens: ignore.tokens,
  check: (input) => {
    const text = input.toString();
    const [source = '', path = 'a/b'] = text.split('\n');
    const parsed = attempt(text, () => parsePathPattern(source));
    if (parsed === undefined) return;
    // No path is longer: PATH_MAX of Linux.
    const short = path.slice(0, 4096);
    const isSelected = selectsPath(parsed, short);
    reachesInto(parsed, short);
    patternBeyond(parsed, short);
    if (isSelected && !selectsPath(parsed, `${short}/below`))
      throw new Error('selects a folder and not what is below');
  },
};
