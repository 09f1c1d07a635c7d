import { type Problem, problemsError } from '../errors';
import { redact } from '../redact/redact';
import { isLocation, parseLocation } from './parse-location';
import { parseOption } from './parse-option';
import { parsePackage } from './parse-package';
import type { Requirement, Unplaced } from './requirement';
import { splitRequirementLines } from './split-requirement-lines';

type Parsed = Unplaced<Requirement> | { fault: string };

/** pip accepts no weaker algorithm. */
const HASH =
  /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/i;

const OPTION = /(?<=\s)(-[^\s=]*)(?:[=\s]\s*(?!-)(\S+))?/g;
const FOLLOWS = ['--hash', '--config-settings', '--global-option'];

/**
 * Everything a requirements file asks for, in its order. Included files are
 * named, not read. Throws REQUIREMENTS_INVALID with every line that pip would
 * not understand.
 */
export function parseRequirements(text: string, file: string): Requirement[] {
  const requirements: Requirement[] = [];
  const problems: Problem[] = [];
  for (const { text: content, line } of splitRequirementLines(text)) {
    const place = { file, line };
    const parsed = parseLine(content);
    if ('fault' in parsed) {
      const message = redact(`cannot read "${content}": ${parsed.fault}`);
      problems.push({ place, message });
    } else {
      requirements.push({ ...parsed, place });
    }
  }
  if (problems.length > 0) {
    throw problemsError(
      'REQUIREMENTS_INVALID',
      problems,
      'Write one requirement per line, such as pandas==2.2.3',
    );
  }
  return requirements;
}

function parseLine(content: string): Parsed {
  if (content.startsWith('-')) return parseOption(content);
  // As pip: whatever follows the first word that starts with `-` is options.
  const at = content.search(/\s-/);
  const text = at < 0 ? content : content.slice(0, at).trim();
  const { hashes, fault } = parseHashes(at < 0 ? '' : content.slice(at));
  if (fault !== undefined) return { fault };
  const parsed = isLocation(text)
    ? parseLocation(text, false)
    : parsePackage(text);
  return 'fault' in parsed ? parsed : { ...parsed, hashes };
}

function parseHashes(options: string): { hashes: string[]; fault?: string } {
  const hashes: string[] = [];
  for (const [, name = '', value = ''] of options.matchAll(OPTION)) {
    if (!FOLLOWS.includes(name)) {
      return { hashes, fault: `${name} cannot follow a requirement` };
    }
    if (name !== '--hash') continue;
    if (!HASH.test(value)) {
      return { hashes, fault: '--hash needs sha256: and 64 hex digits' };
    }
    hashes.push(value.toLowerCase());
  }
  return { hashes };
}
