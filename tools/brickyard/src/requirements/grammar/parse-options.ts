import { type OptionForm, optionTable } from './option-table';
import { splitWords } from './split-words';

export interface LineOption {
  /** The long name. */
  name: string;
  value?: string;
}

export interface OptionWords {
  options: LineOption[];
  /** What no option takes. */
  rest: string[];
}

type Parsed = OptionWords | { fault: string };

/** Options as Python's optparse reads them: in any order, and names may be cut short. */
export function parseOptions(text: string): Parsed {
  const words = splitWords(text);
  if (words === undefined) return { fault: 'a quote is never closed' };
  const options: LineOption[] = [];
  const rest: string[] = [];
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (word === '--') return { options, rest: [...rest, ...words] };
    if (!/^-./.test(word)) {
      rest.push(word);
      continue;
    }
    const read = word.startsWith('--')
      ? readLong(word, words)
      : readShort(word, words);
    if ('fault' in read) return read;
    options.push(read);
  }
  return { options, rest };
}

/** `--requirement=x`, `--requirement x`, `--req x`. */
function readLong(
  word: string,
  words: string[],
): LineOption | { fault: string } {
  const [, written = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const form = findLong(written);
  if ('fault' in form) return form;
  if (!form.takesValue && value !== undefined)
    return { fault: `${form.name} takes no value` };
  return withValue(form, value, words);
}

function findLong(written: string): OptionForm | { fault: string } {
  const named = optionTable.flatMap((form) =>
    [form.name, ...(form.aliases ?? [])].map((name) => ({ name, form })),
  );
  const exact = named.filter(({ name }) => name === written);
  const found =
    exact.length > 0
      ? exact
      : named.filter(({ name }) => name.startsWith(written));
  const [first] = found;
  if (first === undefined) return { fault: `pip has no option ${written}` };
  if (found.length === 1) return first.form;
  const names = found.map(({ name }) => name).join(', ');
  return { fault: `${written} may be ${names}` };
}

/** `-r x` and `-rx`; no option of one letter goes without a value. */
function readShort(
  word: string,
  words: string[],
): LineOption | { fault: string } {
  const name = word.slice(0, 2);
  const form = optionTable.find(({ aliases }) => aliases?.includes(name));
  if (form === undefined) return { fault: `pip has no option ${name}` };
  return withValue(form, word.slice(2) || undefined, words);
}

function withValue(
  { name, takesValue, refuse }: OptionForm,
  attached: string | undefined,
  words: string[],
): LineOption | { fault: string } {
  if (!takesValue) return { name };
  const value = attached ?? words.shift();
  if (value === undefined) return { fault: `${name} needs a value` };
  const fault = refuse?.(value);
  return fault === undefined ? { name, value } : { fault };
}
