import type {
  CommandExpansionPart,
  DoubleQuotedChild,
  ParameterExpansionPart,
  ProcessSubstitutionPart,
  Word,
  WordPart,
} from 'unbash';

import { type MappedText, mapTo, placeAt } from './mapped-text';
import type { ShellWord } from './shell-command';
import { setVariable, type ShellState, spend } from './shell-state';
import { WordBuilder } from './word-builder';

type Substitution = CommandExpansionPart | ProcessSubstitutionPart;

/** What expansion needs of its surroundings. */
export interface Expansion {
  source: MappedText;
  shell: ShellState;
  /** Runs what `$(…)` has in it; gives what it prints, where that is known. */
  substitute: (part: Substitution, shell: ShellState) => string | undefined;
}

/** The words that one word becomes. What is not known stays as it is written. */
export function expandShellWord(word: Word, expansion: Expansion): ShellWord[] {
  const builder = new WordBuilder(expansion.source);
  const { parts } = word;
  if (parts === undefined) builder.addLiteral(word.value, word.text, word.pos);
  for (const part of parts ?? []) addPart(builder, part, expansion);
  const words = builder.finish();
  const length = words.reduce((sum, { text }) => sum + text.length, 0);
  return spend(expansion.shell, length) ? words : [];
}

/** The same for a value: blanks do not end it. */
export function expandValue(word: Word, expansion: Expansion): ShellWord {
  const words = expandShellWord(word, expansion);
  const [first] = words;
  if (first !== undefined && words.length === 1) return first;
  const join = (pick: (each: ShellWord) => string) => words.map(pick).join(' ');
  return {
    ...mapTo(
      join(({ text }) => text),
      first?.pieces[0] ?? { file: '' },
    ),
    written: words.length === 0 ? '' : word.text,
  };
}

/** The text of a heredoc. */
export function expandParts(
  parts: readonly WordPart[],
  expansion: Expansion,
): MappedText {
  const builder = new WordBuilder(expansion.source);
  for (const part of parts) addInner(builder, part, expansion, true);
  return builder.finish()[0] ?? mapTo('', { file: '' });
}

function addPart(
  builder: WordBuilder,
  part: WordPart,
  expansion: Expansion,
): void {
  switch (part.type) {
    case 'SingleQuoted':
      builder.addLiteral(part.value, part.value, part.pos + 1);
      break;
    case 'AnsiCQuoted':
      builder.addLiteral(part.value, part.text.slice(2), part.pos + 2);
      break;
    case 'DoubleQuoted':
    case 'LocaleString':
      addQuoted(builder, part.parts, part.pos, expansion);
      break;
    default:
      addInner(builder, part, expansion, false);
  }
}

function addQuoted(
  builder: WordBuilder,
  parts: readonly DoubleQuotedChild[],
  at: number,
  expansion: Expansion,
): void {
  const [only] = parts;
  const all =
    only !== undefined && parts.length === 1
      ? listAll(only, expansion)
      : undefined;
  if (all !== undefined) {
    builder.addWords(all);
    return;
  }
  builder.addNothing(at);
  for (const part of parts) addInner(builder, part, expansion, true);
}

function addInner(
  builder: WordBuilder,
  part: WordPart,
  expansion: Expansion,
  isQuoted: boolean,
): void {
  const { text, pos } = part;
  const value = valueOf(part, expansion);
  if (part.type === 'Literal') builder.addLiteral(part.value, text, pos);
  else if (value === undefined) builder.addValue(text, text, pos, true);
  else builder.addValue(value, text, pos, isQuoted);
}

function valueOf(part: WordPart, expansion: Expansion): string | undefined {
  const { shell } = expansion;
  switch (part.type) {
    case 'SimpleExpansion':
      return lookUp(part.text.slice(1), shell);
    case 'ParameterExpansion':
      return valueOfParameter(part, expansion);
    case 'CommandExpansion':
      return expansion.substitute(part, shell);
    case 'ProcessSubstitution':
      expansion.substitute(part, shell);
      return undefined;
    default:
      return undefined;
  }
}

function lookUp(name: string, shell: ShellState): string | undefined {
  if (/^[1-9]\d*$/.test(name)) return shell.positional[Number(name) - 1]?.text;
  if (name === '@' || name === '*')
    return shell.positional.map(({ text }) => text).join(' ');
  return shell.variables.get(name) ?? shell.arrays.get(name)?.[0];
}

/** `"$@"` and `"${names[@]}"`: each word by itself. */
function listAll(
  part: DoubleQuotedChild,
  { source, shell: { positional, arrays } }: Expansion,
): readonly ShellWord[] | undefined {
  if (part.text === '$@' || part.text === '${@}') return positional;
  if (part.type !== 'ParameterExpansion' || part.index?.text !== '@')
    return undefined;
  const place = placeAt(source, part.pos);
  return arrays
    .get(part.parameter)
    ?.map((text) => ({ ...mapTo(text, place), written: part.text }));
}

function valueOfParameter(
  part: ParameterExpansionPart,
  expansion: Expansion,
): string | undefined {
  const { shell } = expansion;
  const { parameter, operation, index, prefix } = part;
  if (prefix !== undefined) return undefined;
  const array = shell.arrays.get(parameter);
  const value =
    index === undefined
      ? lookUp(parameter, shell)
      : /^[@*]$/.test(index.text)
        ? array?.join(' ')
        : array?.[Number(index.text)];
  if (operation === undefined) return value;
  if (operation.type !== 'Default') return undefined;
  const { operator, operand } = operation;
  const isSet = operator.startsWith(':')
    ? value !== undefined && value !== ''
    : value !== undefined;
  if (operator.endsWith('+'))
    return isSet ? expandValue(operand, expansion).text : '';
  if (isSet || operator.endsWith('?')) return value;
  const { text } = expandValue(operand, expansion);
  if (operator.endsWith('=')) setVariable(shell, parameter, text);
  return text;
}
