export interface Trim {
  side: '#' | '%';
  longest: boolean;
}

/** `${value#pattern}`, `##`, `%`, `%%` of the shell. */
export function trimMatch(value: string, pattern: string, trim: Trim): string {
  const whole = new RegExp(`^${globToRegExp(pattern)}$`, 's');
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => i);
  if (trim.longest) lengths.reverse();
  for (const length of lengths) {
    const rest = value.length - length;
    const [part, left] =
      trim.side === '#'
        ? [value.slice(0, length), value.slice(length)]
        : [value.slice(rest), value.slice(0, rest)];
    if (whole.test(part)) return left;
  }
  return value;
}

/** `${value/pattern/replacement}`, and `//` for every match. */
export function replaceMatch(
  value: string,
  pattern: string,
  replacement: string,
  every: boolean,
): string {
  const match = new RegExp(globToRegExp(pattern), every ? 'gs' : 's');
  return value.replace(match, () => replacement);
}

function globToRegExp(pattern: string): string {
  return pattern.replace(/\\?[^]/g, (sign) => {
    if (sign === '*') return '.*';
    if (sign === '?') return '.';
    return sign.slice(-1).replace(/[.*+?^${}()|[\]\\/-]/, '\\$&');
  });
}
