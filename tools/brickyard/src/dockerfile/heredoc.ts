import { endOfUnit, expandWord } from './expand';
import { parseList } from './parse-list';
import { skipBlanks } from './split-words';

export interface Heredoc {
  name: string;
  /** `<<-`: leading tabs of the body are stripped. */
  tabs: boolean;
  /** `<<"EOF"`: nothing replaces variables in the body. */
  isQuoted: boolean;
  /** `<< EOF` */
  afterBlank: boolean;
}

const MAY_HOLD = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;
const LIST = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s+(?:--\S+\s+)*(\[.*)$/is;
const HEREDOC = /^\d*<<(-?)(\s*)([^<]*)$/;
/** Heredocs are read by the shell's rules, whatever `# escape` says. */
const ESCAPE = '\\';
/** Stands for a `$` of a name, which nothing replaces. */
const DOLLAR = '\ue000';

/**
 * The heredoc that a word opens, as BuildKit reads it since its 0.22:
 * `<<EOF`, `3<<-"EOF"`, and in RUN `<< EOF`.
 */
export function readHeredoc(word: string): Heredoc | undefined {
  const [, dash, blank, written] = HEREDOC.exec(word) ?? [];
  if (written === undefined) return undefined;
  const hidden = written.replaceAll('$', DOLLAR);
  const { text, fault } = expandWord(hidden, ESCAPE, () => undefined);
  const name = text.replaceAll(DOLLAR, '$');
  if (fault !== undefined || name === '') return undefined;
  const isQuoted = /["'\\]/.test(written);
  return { name, tabs: dash === '-', isQuoted, afterBlank: blank !== '' };
}

/** The heredocs that an instruction opens, in the order of their bodies. */
export function findHeredocs(text: string): Heredoc[] {
  if (!text.includes('<<') || !MAY_HOLD.test(text) || isJson(text)) return [];
  return splitAtBlanks(text).flatMap((word) => readHeredoc(word) ?? []);
}

/** `RUN ["a", "<<b"]` goes to no shell. */
function isJson(text: string): boolean {
  const [, list] = LIST.exec(text) ?? [];
  return list !== undefined && parseList(list) !== undefined;
}

/** Blanks after `<<` belong to the word. Nothing where the shell's rules fail, as for `it's`. */
function splitAtBlanks(text: string): string[] {
  const words = [''];
  for (let at = 0; at < text.length;) {
    const end = endOfPiece(text, at);
    if (end === undefined) return [];
    const piece = text.slice(at, end);
    const splits = piece.startsWith('$') || piece.trim() === '';
    const [first = '', ...more] = splits ? piece.split(/\s+/) : [piece];
    words.push(`${words.pop()}${first}`, ...more);
    at = end;
  }
  return words;
}

function endOfPiece(text: string, at: number): number | undefined {
  if (!text.startsWith('<<', at)) return endOfUnit(text, at, ESCAPE);
  const end = at + 2;
  return /[\t\r ]/.test(text.charAt(end)) ? skipBlanks(text, end) : end;
}
