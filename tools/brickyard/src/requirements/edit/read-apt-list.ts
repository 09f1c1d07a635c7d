import { parseAptList, withoutComment } from '../parse-apt-list';
import { findLines, type ListEntry, type ListText } from './list-text';

/** Values of a build's variables. */
type Variables = Readonly<Record<string, string>>;

/** What a list of apt packages names; `variables` are those of each runtime line. */
export function readAptList(
  text: string,
  variables: readonly Variables[],
): ListText {
  const lines = findLines(text);
  const entries = lines.flatMap(({ start, end }, index) => {
    const words = [
      ...withoutComment(text.slice(start, end)).matchAll(/[^ \t]+/g),
    ];
    const line = index + 1;
    // `-r list` and `--source name` name no package.
    if (words[0]?.[0].startsWith('-')) return [];
    return words.flatMap(({ 0: word, index: column }): ListEntry[] => {
      const names = listNames(word, variables);
      if (names.length === 0) return [];
      const at = start + column;
      const place = { text: word, start: at, end: at + word.length };
      const command = { line, lastLine: line };
      return [{ names, ...place, line, lastLine: line, command }];
    });
  });
  return { text, lines, entries, call: '' };
}

function listNames(word: string, variables: readonly Variables[]): string[] {
  const names = variables.flatMap((values) =>
    parseAptList(word, '', values).requests.flatMap((request) =>
      request.kind === 'package' ? [request.name] : [],
    ),
  );
  return [...new Set(names)];
}
