import {
  parsePipRequirementsLine,
  RequirementsSyntaxError,
} from 'pip-requirements-js';

import { redact } from '../redact/redact';
import { findSpecifierFault } from './check-specifier';
import { normalizeName } from './normalize-name';
import type { PackageRequirement, VersionSpecifier } from './requirement';

export type ParsedPackage = Omit<PackageRequirement, 'place' | 'hashes'>;

const OPERATORS = /===|==|!=|~=|<=|>=|<|>/g;
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;
const URL_REQUIREMENT =
  /^([a-z0-9][\w.-]*\s*(?:\[[^\]]*\])?)\s*@\s*([^\s;]\S*)(?:\s+(;.*))?$/is;

/** A line of PEP 508. The fault never repeats the line's URL. */
export function parsePackage(text: string): ParsedPackage | { fault: string } {
  // The grammar knows neither `${TOKEN}` in a URL nor a marker after one.
  const [, head, url, tail = ''] = URL_REQUIREMENT.exec(text) ?? [];
  const named = head === undefined ? text : `${head}${tail}`;
  const parsed = parseNamed(named);
  if ('fault' in parsed || url === undefined) return parsed;
  if (parsed.specifiers.length > 0) return { fault: 'a URL and a version' };
  return { ...parsed, url: redact(url) };
}

function parseNamed(text: string): ParsedPackage | { fault: string } {
  const [spec = '', ...markers] = text.split(';');
  // The grammar tries `==` before `===`; the operators are taken from the text.
  const operators = spec.match(OPERATORS) ?? [];
  const parsed = readGrammar(
    [spec.replace(/===/g, '=='), ...markers].join(';'),
  );
  if (parsed?.type !== 'ProjectName' || !NAME.test(parsed.name)) {
    return { fault: explainFault(spec) };
  }
  const specifiers = (parsed.versionSpec ?? []).map(({ version }, index) => ({
    operator: operators[index] as VersionSpecifier['operator'],
    version,
  }));
  const [fault] = specifiers.flatMap((s) => findSpecifierFault(s) ?? []);
  if (fault !== undefined) return { fault };
  const marker = markers.join(';').trim();
  return {
    kind: 'package',
    name: normalizeName(parsed.name),
    extras: (parsed.extras ?? []).map(normalizeName),
    specifiers,
    ...(marker !== '' && { marker }),
  };
}

function readGrammar(text: string) {
  try {
    return parsePipRequirementsLine(text);
  } catch (error) {
    if (!(error instanceof RequirementsSyntaxError)) throw error;
    return undefined;
  }
}

function explainFault(spec: string): string {
  if (/[^=<>!~]=(?!=)/.test(spec))
    return 'one "=" is not an operator, write "=="';
  if (/[=<>~,]\s*(?:,|$)/.test(spec)) return 'a version is missing';
  if (/[\w\])]\s+[\w-]/.test(spec))
    return 'two words where one name is expected';
  return 'expected name[extras]==version ; marker';
}
