import { redact } from '../redact/redact';
import { isLocation, parseLocation } from './parse-location';
import { parsePackage } from './parse-package';
import type { Requirement, Unplaced } from './requirement';

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/#supported-options */
const TAKES_VALUE: Readonly<Record<string, boolean>> = {
  '--index-url': true,
  '--extra-index-url': true,
  '--no-index': false,
  '--constraint': true,
  '--requirement': true,
  '--editable': true,
  '--find-links': true,
  '--no-binary': true,
  '--only-binary': true,
  '--prefer-binary': false,
  '--require-hashes': false,
  '--pre': false,
  '--trusted-host': true,
  '--use-feature': true,
  '--proxy': true,
};

const SHORT: Readonly<Record<string, string>> = {
  '-i': '--index-url',
  '-c': '--constraint',
  '-r': '--requirement',
  '-e': '--editable',
  '-f': '--find-links',
};

type Parsed = Unplaced<Requirement> | { fault: string };

/** A line that starts with `-`. */
export function parseOption(text: string): Parsed {
  const { name, value } = splitOption(text);
  const takesValue = TAKES_VALUE[name];
  if (takesValue === undefined) return { fault: `pip has no option ${name}` };
  if (takesValue && !value) return { fault: `${name} needs a value` };
  if (!takesValue && value) return { fault: `${name} takes no value` };
  switch (name) {
    case '--requirement':
      return { kind: 'requirements', path: value };
    case '--constraint':
      return { kind: 'constraints', path: value };
    case '--editable':
      return parseEditable(value);
    default:
      return { kind: 'option', name, ...(value && { value: redact(value) }) };
  }
}

/** `-r x`, `-rx`, `--requirement x` and `--requirement=x` are the same. */
function splitOption(text: string): { name: string; value: string } {
  const short = SHORT[text.slice(0, 2)];
  const [, long = '', rest = ''] = /^(-[^\s=]*)(.*)$/s.exec(text) ?? [];
  const value = short === undefined ? rest : text.slice(2);
  return {
    name: short ?? long.toLowerCase(),
    value: value
      .replace(/^\s*=?\s*/, '')
      .replace(/^(["'])(.*)\1$/s, '$2')
      .trim(),
  };
}

/** A path or URL; the only other form that pip takes is `name @ url`. */
function parseEditable(value: string): Parsed {
  if (!isLocation(value)) {
    const parsed = parsePackage(value);
    if ('fault' in parsed) return parsed;
    if (parsed.url !== undefined) return { ...parsed, hashes: [] };
  }
  return { ...parseLocation(value, true), hashes: [] };
}
