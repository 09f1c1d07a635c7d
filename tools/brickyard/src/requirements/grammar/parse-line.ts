import { normalizeName } from '../normalize-name';
import type { Requirement, Unplaced } from '../requirement';
import { findMarkerFault } from './find-marker-fault';
import { type Dependency, parseDependency } from './parse-dependency';
import { isLocation, isUrl, parseLocation } from './parse-location';
import { parseMarker } from './parse-marker';
import { type LineOption, parseOptions } from './parse-options';
import { stripBlanks } from './python-text';
import { GrammarFault } from './text-scanner';

type Parsed = Unplaced<Requirement>;
type Named = Extract<Parsed, { kind: 'package' | 'location' }>;

/**
 * What one line of a requirements file asks for, as pip reads it; a line of
 * options may ask for several things. URLs are as written, with what is secret
 * in them. Throws GrammarFault.
 */
export function parseLine(text: string): Parsed[] {
  // As pip: options start at the first word that starts with `-`.
  const at = text.search(/(?:^| )-/);
  const asked = stripBlanks(at < 0 ? text : text.slice(0, at));
  const { options, rest } = readOptions(at < 0 ? '' : text.slice(at));
  const [ignored] = rest;
  if (ignored !== undefined)
    throw new GrammarFault(
      `pip ignores "${ignored}" after an option: it needs a line of its own`,
    );
  if (asked === '') return readOptionLine(options);
  return [{ ...parseNamed(asked), ...readFollowing(options) }];
}

function readOptions(text: string) {
  const parsed = parseOptions(text);
  if ('fault' in parsed) throw new GrammarFault(parsed.fault);
  return parsed;
}

function readFollowing(options: readonly LineOption[]) {
  const isHash = ({ name }: LineOption) => name === '--hash';
  const hashes = options
    .filter(isHash)
    .map(({ value = '' }) => value.toLowerCase());
  const others = options.filter((option) => !isHash(option));
  return {
    hashes,
    ...(others.length > 0 && { options: others.map(({ name }) => name) }),
  };
}

const ALONE = ['--requirement', '--constraint', '--editable'];

function readOptionLine(options: readonly LineOption[]): Parsed[] {
  const single = options.find(({ name }) => ALONE.includes(name));
  if (single !== undefined && options.length > 1)
    throw new GrammarFault(
      `of a line with ${single.name}, pip reads nothing else: write one option per line`,
    );
  return options.map(readOption);
}

function readOption({ name, value }: LineOption): Parsed {
  const path = value ?? '';
  switch (name) {
    case '--requirement':
      return { kind: 'requirements', path };
    case '--constraint':
      return { kind: 'constraints', path };
    case '--editable':
      return readEditable(path);
    default:
      return { kind: 'option', name, ...(value !== undefined && { value }) };
  }
}

/** `name @ url`, or a path or URL. */
function readEditable(value: string): Parsed {
  const dependency = /^[^/.:]*@/.test(value)
    ? parseDependency(value)
    : undefined;
  if (dependency?.url !== undefined)
    return {
      ...toPackage(dependency, dependency.marker),
      editable: true,
      hashes: [],
    };
  return {
    kind: 'location',
    ...parseLocation(value),
    editable: true,
    hashes: [],
  };
}

/** Without the options that may follow. */
function parseNamed(text: string): Named {
  const separator = isUrl(text) ? '; ' : ';';
  const at = text.indexOf(separator);
  const asked = stripBlanks(at < 0 ? text : text.slice(0, at));
  const marker = at < 0 ? '' : stripBlanks(text.slice(at + separator.length));
  checkMarker(marker);
  if (!isLocation(asked))
    return { ...toPackage(parseDependency(asked), marker), hashes: [] };
  return {
    kind: 'location',
    ...parseLocation(asked),
    editable: false,
    ...(marker !== '' && { marker }),
    hashes: [],
  };
}

function toPackage(
  { name, extras, specifiers, url }: Dependency,
  marker = '',
): Extract<Parsed, { kind: 'package' }> {
  return {
    kind: 'package',
    name: normalizeName(name),
    extras: extras.map(normalizeName),
    specifiers,
    ...(url !== undefined && { url }),
    ...(marker !== '' && { marker }),
    hashes: [],
  };
}

function checkMarker(marker: string): void {
  if (marker === '') return;
  const fault = findMarkerFault(parseMarker(marker));
  if (fault !== undefined) throw new GrammarFault(fault);
}
