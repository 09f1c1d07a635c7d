import { spellForPeople, type Spelling } from './show-controls';

/**
 * What CI services take for a command, up to its last sign. Azure looks for
 * `##vso[` and GitHub for `##[` anywhere in a line:
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands
 */
const BRACKET = /(##[a-z]*)(\[)/gi;
/** GitHub's other form: the first text of a line, after any blanks. */
const AT_START = /^([^\S\n]*:)(:)/gm;
/**
 * The same further on: what reads a log may take off what stands before it. A
 * group of an IPv6 address is no command, and neither is `std::vector`; what
 * follows a character that is shown may be one.
 */
const WITHIN =
  /(?:(?<![\w:)\]>}])|(?<=\\(?:[nrt]|x[\da-f]{2}|u[\da-f]{4}))):(:)(?=[a-z])(?![\da-f]{1,4}(?![\w-]))/gi;

/**
 * Text in which no CI service finds a command: the sign that would make one is
 * spelt, as in `##vso\x5btask.complete]`. `before` is what the line already has.
 */
export function disarmCommands(
  text: string,
  before = '',
  spell: Spelling = spellForPeople,
): string {
  return [BRACKET, WITHIN, AT_START].reduce(
    (rest, pattern) => spellLast(rest, before, { pattern, spell }),
    text,
  );
}

/** Spells the last sign of each match, unless it was sent already. */
function spellLast(
  text: string,
  before: string,
  { pattern, spell }: { pattern: RegExp; spell: Spelling },
): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of `${before}${text}`.matchAll(pattern)) {
    const at = index + found.length - 1 - before.length;
    if (at < 0) continue;
    parts.push(text.slice(from, at), spell(found.slice(-1)));
    from = at + 1;
  }
  return parts.join('') + text.slice(from);
}
