import { BrickyardError } from '../../errors';
import { findLikely } from '../../hint-names';
import { parseReference } from '../../reference/parse-reference';
import type { Reference } from '../../reference/reference';

/** What one word of `brickyard diff` stands for. */
export type Side =
  | { kind: 'flavour'; flavour: string; line?: string }
  | { kind: 'runtime'; line: string }
  | { kind: 'file'; path: string }
  | { kind: 'reference'; reference: Reference };

/** What a word may stand for in a workspace. */
export interface KnownSides {
  flavours: readonly string[];
  isFile: (path: string) => boolean;
}

/**
 * A flavour before a file before a reference: the shortest names are those of
 * this workspace. Throws REFERENCE_INVALID with everything that is possible.
 */
export function parseSide(text: string, known: KnownSides): Side {
  const runtime = /^runtime:(.*)$/s.exec(text)?.[1];
  if (runtime !== undefined) return { kind: 'runtime', line: runtime };
  const [, name = text, line] = /^([^@]*)@([^@:]+)$/.exec(text) ?? [];
  if (known.flavours.includes(name))
    return { kind: 'flavour', flavour: name, ...(line && { line }) };
  if (known.isFile(text)) return { kind: 'file', path: text };
  // One bare word is more likely misspelt than an image of Docker Hub.
  if (!/[/:@]/.test(text) || isPath(text)) throw unknownError(text, known);
  try {
    return { kind: 'reference', reference: parseReference(text) };
  } catch (cause) {
    throw unknownError(text, known, cause);
  }
}

function isPath(text: string): boolean {
  return /^[./~]|\.(?:json|txt|in)$/i.test(text);
}

function unknownError(
  text: string,
  { flavours }: KnownSides,
  cause?: unknown,
): BrickyardError {
  const what = isPath(text)
    ? `there is no file ${text}`
    : `'${text}' is not a flavour, a file or an image reference`;
  const name = text.replace(/@.*$/s, '');
  const likely = isPath(text) ? undefined : findLikely(name, flavours);
  const hint = [
    ...(likely === undefined ? [] : [`did you mean ${likely}`]),
    `a flavour (${flavours.join(', ')}), also for one runtime, as ${flavours[0] ?? 'python'}@17.3-LTS`,
    'a published image, as registry.example/team/python:dbr17.3',
    "a runtime's pins, as runtime:17.3-LTS",
    'or a file: a lock, an inventory.json, a CycloneDX bill (.json)',
  ].join('; ');
  return new BrickyardError('REFERENCE_INVALID', what, { hint, cause });
}
