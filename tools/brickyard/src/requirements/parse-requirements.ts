import { type Problem, problemsError } from '../errors';
import { hideLogins } from '../redact/hide-logins';
import { redact } from '../redact/redact';
import { parseLine } from './grammar/parse-line';
import {
  type RequirementLine,
  splitRequirementLines,
} from './grammar/split-requirement-lines';
import { GrammarFault } from './grammar/text-scanner';
import type { Requirement } from './requirement';

/** Lines that pip would understand, and what is wrong with the others. */
export interface RequirementList {
  requirements: Requirement[];
  problems: Problem[];
}

/**
 * Everything a requirements file asks for, in its order. Included files are
 * named, not read.
 */
export function readRequirementLines(
  text: string,
  file: string,
): RequirementList {
  const list: RequirementList = { requirements: [], problems: [] };
  for (const line of splitRequirementLines(text)) {
    const place = { file, line: line.line };
    const parsed = tryParse(line);
    if ('fault' in parsed) {
      list.problems.push({ place, message: parsed.fault });
      continue;
    }
    for (const each of parsed)
      list.requirements.push({ ...hideSecrets(each), place });
  }
  return list;
}

/** The same; throws REQUIREMENTS_INVALID with every line that pip would not understand. */
export function parseRequirements(text: string, file: string): Requirement[] {
  const { requirements, problems } = readRequirementLines(text, file);
  if (problems.length === 0) return requirements;
  throw problemsError(
    'REQUIREMENTS_INVALID',
    problems,
    'Write one requirement per line, such as pandas==2.2.3',
  );
}

type Parsed = ReturnType<typeof parseLine>;

function tryParse({ text }: RequirementLine): Parsed | { fault: string } {
  try {
    return parseLine(text);
  } catch (error) {
    if (!(error instanceof GrammarFault)) throw error;
    return { fault: redact(`cannot read "${text}": ${error.message}`) };
  }
}

function hideSecrets(requirement: Parsed[number]): Parsed[number] {
  switch (requirement.kind) {
    case 'package': {
      const { url } = requirement;
      return url === undefined
        ? requirement
        : { ...requirement, url: redact(url) };
    }
    case 'location':
      return { ...requirement, location: redact(requirement.location) };
    case 'option': {
      const { value } = requirement;
      return value === undefined
        ? requirement
        : { ...requirement, value: redact(value) };
    }
    // A file's own name stays, or nobody would find it.
    case 'requirements':
    case 'constraints':
      return { ...requirement, path: hideLogins(requirement.path) };
  }
}
