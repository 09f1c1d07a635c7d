import { parseLine } from './grammar/parse-line';
import {
  type RequirementLine,
  splitRequirementLines,
} from './grammar/split-requirement-lines';
import { GrammarFault } from './grammar/text-scanner';
import type { Requirement, Unplaced } from './requirement';

/**
 * A requirements file as uv understands it. It reads some things in another way
 * than pip does: `\` inside a requirement, `name;`, encodings. Each line stays
 * where it starts, so that what uv says of a line holds for the file itself.
 */
export function renderForResolver(text: string): string {
  const rendered: string[] = [];
  for (const line of splitRequirementLines(text)) {
    while (rendered.length < line.line - 1) rendered.push('');
    rendered.push(renderLine(line));
  }
  // Here a `\` at the end is a part of a path, and joins nothing.
  return rendered
    .map((line) => (line.endsWith('\\') ? `${line} \n` : `${line}\n`))
    .join('');
}

/** What nobody can read goes on as it is: uv, too, says that it cannot. */
function renderLine({ text }: RequirementLine): string {
  try {
    return parseLine(text).map(renderRequirement).join(' ');
  } catch (error) {
    if (error instanceof GrammarFault) return text;
    throw error;
  }
}

function renderRequirement(requirement: Unplaced<Requirement>): string {
  switch (requirement.kind) {
    case 'requirements':
      return `-r ${quote(requirement.path)}`;
    case 'constraints':
      return `-c ${quote(requirement.path)}`;
    case 'option':
      return requirement.value === undefined
        ? requirement.name
        : `${requirement.name} ${quote(requirement.value)}`;
    default:
      return renderNamed(requirement);
  }
}

/** As a shell reads it, which knows two signs after a `\` between quotes. */
function quote(value: string): string {
  if (!/[\s"'\\]|^$|^#/.test(value)) return value;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

type Named = Extract<Unplaced<Requirement>, { kind: 'package' | 'location' }>;

/**
 * A name may end in `_`, which only its normalised form has as `-`. Without hashes: uv takes those of
 * the index, and they are compared afterwards.
 */
function renderNamed(requirement: Named): string {
  const { extras, marker, editable } = requirement;
  const listed = extras.length > 0 ? `[${extras.join(',')}]` : '';
  const what =
    requirement.kind === 'location'
      ? `${requirement.location}${listed}`
      : `${requirement.name.replace(/-$/, '_')}${listed}${renderVersions(requirement)}`;
  const asked = marker === undefined ? what : `${what} ; ${marker}`;
  return editable ? `-e ${quote(asked)}` : asked;
}

function renderVersions({
  specifiers,
  url,
}: Extract<Named, { kind: 'package' }>): string {
  // After a blank, `-` would begin an option, and `#` a comment.
  if (url !== undefined) return /^[-#]/.test(url) ? `@${url}` : ` @ ${url}`;
  return specifiers
    .map(({ operator, version }) => operator + version)
    .join(',');
}
