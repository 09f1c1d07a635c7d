interface Field {
  name: string;
  from: number;
  to: number;
  /** What may stand for `from`, `from + 1`, … */
  words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    words: 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
  },
  {
    name: 'day of the week',
    from: 0,
    to: 6,
    words: 'SUN MON TUE WED THU FRI SAT'.split(' '),
  },
];

/**
 * What is wrong with a cron line, by the rules that GitHub and Azure share: five
 * fields of `*`, numbers, ranges, steps and lists; not `@daily`, `L` or `?`.
 */
export function explainCron(line: string): string | undefined {
  const parts = line.split(' ');
  if (parts.length !== fields.length)
    return `is not a cron line of five fields, such as "0 3 * * *"`;
  const wrong = fields.find((field, at) => !isField(parts[at] ?? '', field));
  return (
    wrong && `the ${wrong.name} is not within ${wrong.from} to ${wrong.to}`
  );
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((part) => isPart(part, field));
}

function isPart(text: string, field: Field): boolean {
  const match = /^(\*|(\w+)(?:-(\w+))?)(?:\/([1-9]\d?))?$/.exec(text);
  if (match === null) return false;
  const [, all, first, last] = match;
  if (all === '*') return true;
  const from = valueOf(first ?? '', field);
  const to = last === undefined ? from : valueOf(last, field);
  return from >= field.from && to <= field.to && from <= to;
}

function valueOf(text: string, { from, words = [] }: Field): number {
  const at = words.indexOf(text.toUpperCase());
  if (at >= 0) return from + at;
  return /^\d{1,2}$/.test(text) ? Number(text) : NaN;
}
