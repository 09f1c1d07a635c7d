import { BrickyardError, renderPlace } from '../errors';
import { evaluateDefinitions } from './evaluation/evaluate-definitions';
import type { DefinitionSource, Evaluation } from './evaluation/evaluation';
import type { ImageDefinition } from './image-definition';
import { parseImageDefinition } from './parse-image-definition';

/** An `image.ts`, and how messages name it: `packages/python/image.ts`. */
export interface DefinitionFile extends DefinitionSource {
  name: string;
}

export type DefinitionResult =
  { definition: ImageDefinition } | { error: BrickyardError };

/** FLAVOUR_INVALID of one file is beside the values of the others, in their order. */
export function readDefinitions(
  files: readonly DefinitionFile[],
): DefinitionResult[] {
  const sources = files.map(({ file, text }) => ({ file, text }));
  const evaluations = evaluateDefinitions(sources);
  return files.map((file, index) => {
    try {
      return { definition: parse(evaluations[index] ?? {}, file) };
    } catch (error) {
      return { error: error as BrickyardError };
    }
  });
}

/** Throws FLAVOUR_INVALID. */
export function readDefinition(file: DefinitionFile): ImageDefinition {
  const [result] = readDefinitions([file]);
  if (result === undefined) throw new Error('one file gives one result');
  if ('error' in result) throw result.error;
  return result.definition;
}

function parse(
  evaluation: Evaluation,
  { name, text }: DefinitionFile,
): ImageDefinition {
  if ('fault' in evaluation) {
    const { message, line, isValue } = evaluation.fault;
    const what = isValue
      ? message
      : `could not be evaluated: ${firstLine(message)}`;
    throw new BrickyardError(
      'FLAVOUR_INVALID',
      `${renderPlace({ file: name, line })}: ${what}`,
    );
  }
  const { json } = evaluation;
  return parseImageDefinition(
    json === undefined ? undefined : JSON.parse(json),
    { file: name, text },
  );
}

/** A compiler draws a picture below its message, and marks it with a cross. */
function firstLine(message: string): string {
  const line = message.split('\n').find((text) => text.trim() !== '') ?? '';
  return line.replace(/^\s*[x×]\s+/, '').trim();
}
