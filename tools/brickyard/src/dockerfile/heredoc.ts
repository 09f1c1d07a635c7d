import { splitQuoted } from './split-words';

export interface Heredoc {
  name: string;
  /** `<<-`: leading tabs of the body are stripped. */
  tabs: boolean;
}

const MAY_HOLD = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;
/** No `)`: `$((1 <<2))` is arithmetic of the shell. */
const HEREDOC = /^\d*<<(-?)([^<)]+)$/;

export function isHeredoc(word: string): boolean {
  return HEREDOC.test(word);
}

/** The heredocs that an instruction opens, in the order of their bodies. */
export function findHeredocs(text: string, escape: string): Heredoc[] {
  if (!text.includes('<<') || !MAY_HOLD.test(text)) return [];
  return splitQuoted(text, 0, escape).flatMap(({ start, end }) => {
    const [, dash, name] = HEREDOC.exec(text.slice(start, end)) ?? [];
    if (name === undefined) return [];
    return [{ name: name.replace(/["']/g, ''), tabs: dash === '-' }];
  });
}
