import { parseLine } from '../../requirements/grammar/parse-line';
import { GrammarFault } from '../../requirements/grammar/text-scanner';

/** What `-r other.txt` or `-c other.txt` names, as written. */
export function includedPath(line: string): string | undefined {
  if (!line.startsWith('-')) return undefined;
  try {
    const [first] = parseLine(line);
    const isInclude =
      first?.kind === 'requirements' || first?.kind === 'constraints';
    return isInclude ? first.path : undefined;
  } catch (error) {
    if (error instanceof GrammarFault) return undefined;
    throw error;
  }
}

/** Brickyard adds this folder to a build; it is not on disk. */
export const addedFolder = '.brickyard/';
