/**
 * What a terminal obeys in place of showing it: control characters, those that
 * change the direction of text or are not seen at all, further ends of lines,
 * and halves of a character. Tab and line feed are ours to use.
 */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const NAMES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** How a character is written that must not be sent. */
export type Spelling = (character: string) => string;

/** `\x1b`, `\u202e`, `\u{e0001}`; `\n`, `\r` and `\t` by name. */
export const spellForPeople: Spelling = (character) => {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return NAMES[character] ?? `\\x${digits.padStart(2, '0')}`;
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
};

/** The same within a string of JSON, so that what reads it gets the character. */
export const spellForJson: Spelling = (character) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Foreign text that may have lines: its control characters are shown, not sent. */
export function showControls(
  text: string,
  spell: Spelling = spellForPeople,
): string {
  return text.replaceAll('\r\n', '\n').replace(CONTROLS, spell);
}

/** The same for a value that is one line: a name, a version, a path. */
export function showLine(text: string): string {
  return showControls(text).replace(/[\t\n]/g, spellForPeople);
}
