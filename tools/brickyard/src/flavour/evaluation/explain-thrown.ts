import { join, posix } from 'node:path';

import { sourceRoot } from '../../source-root';
import type { DefinitionSource, EvaluationFault } from './evaluation';
import { describeThrown, NotPlain } from './render-plain';

/** What a file threw, or what is wrong with its value. */
export function explainThrown(
  thrown: unknown,
  source: DefinitionSource,
): EvaluationFault {
  if (thrown instanceof NotPlain)
    return { message: thrown.message, isValue: true };
  // A compiler draws a picture below its message.
  const [message = ''] = describeThrown(thrown).trimStart().split('\n');
  const missing = /^Cannot find module '([^']*)'/.exec(message)?.[1];
  const stack = stackOf(thrown);
  if (missing !== undefined)
    return explainMissing(message, missing, { source, stack });
  const place = findPlace(`${describeThrown(thrown)}\n${stack}`);
  // Only of the file itself: the map of compiled code does not have the lines of imports.
  if (place === undefined || place.file === source.file)
    return { message, line: place?.line };
  const other = relativeTo(source.file, place.file);
  return { message: `${message} (${other}:${place.line})` };
}

/** The map of compiled code does not have the lines of imports. */
function explainMissing(
  message: string,
  name: string,
  { source, stack }: { source: DefinitionSource; stack: string },
): EvaluationFault {
  const { file, text } = source;
  const [, by = file] = /^- (.*)$/m.exec(stack) ?? [];
  if (by !== file) return { message: `${message} (${relativeTo(file, by)})` };
  const quoted = [`'${name}'`, `"${name}"`];
  const lines = text.split('\n');
  const at = lines.findIndex((line) => quoted.some((q) => line.includes(q)));
  return { message, line: at < 0 ? undefined : at + 1 };
}

/** The first place that a user wrote which a compiler's picture, or the stack, names. */
function findPlace(text: string): { file: string; line: number } | undefined {
  const places = text.matchAll(/((?:\/|\b[A-Za-z]:\\)[^()[\]\n]*):(\d+):\d+/g);
  for (const [, file = '', line] of places)
    if (!isOwn(file)) return { file, line: Number(line) };
  return undefined;
}

/** Of Brickyard or of a package: nobody can mend a line of these. */
function isOwn(file: string): boolean {
  const own = `${join(sourceRoot, '..')}/`;
  return file.startsWith(own) || file.includes('/node_modules/');
}

function relativeTo(file: string, other: string): string {
  return posix.relative(posix.dirname(file), other);
}

function stackOf(thrown: unknown): string {
  try {
    const { stack } = Object(thrown) as { stack?: unknown };
    return typeof stack === 'string' ? stack : '';
  } catch {
    // A getter that throws as well.
    return '';
  }
}
