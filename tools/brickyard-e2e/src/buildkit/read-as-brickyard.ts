import { parseDockerfile } from '../../../brickyard/src/dockerfile/parse-dockerfile';
import type { ParsedDockerfile } from '../../../brickyard/src/dockerfile/parsed-dockerfile';
import { reachStages } from '../../../brickyard/src/dockerfile/reach-stages';
import { resolveDockerfile } from '../../../brickyard/src/dockerfile/resolve-dockerfile';
import { parseInstructions } from '../../../brickyard/src/engine/build/instructions';
import { isBrickyardError } from '../../../brickyard/src/errors';
import { parseReference } from '../../../brickyard/src/reference/parse-reference';
import { printReference } from '../../../brickyard/src/reference/print-reference';
import type { DockerfileCase, DockerfileReading } from './ask-buildkit';

/** What Brickyard makes of a Dockerfile, in BuildKit's words. */
export function readAsBrickyard(asked: DockerfileCase): DockerfileReading {
  const instructions = parseInstructions(asked.text).map(
    ({ keyword, line }) => ({ keyword, line }),
  );
  try {
    return { instructions, ...readBuild(asked) };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const nothing = {
      ...{ images: [], context: [] },
      ...{ secretIds: [], environment: [] },
    };
    const line = error.problems[0]?.place.line;
    return { instructions, ...nothing, error: error.message, line };
  }
}

function readBuild({ text, buildArgs = {}, target }: DockerfileCase) {
  const parsed = parseDockerfile(text, 'Dockerfile');
  const use = resolveDockerfile(parsed, { buildArgs, target });
  const syntax = use.images.find(({ kind }) => kind === 'syntax')?.image;
  const named = use.images.filter(({ kind }) => kind !== 'syntax');
  const images = named.map(({ image }) => nameImage(image));
  const context = use.context.flatMap(({ sources }) =>
    sources.map((source) => (source === '.' ? '/' : `/${source}`)),
  );
  return {
    syntax,
    images: sorted(images),
    context: sorted(context),
    secretIds: use.secretIds,
    environment: readEnvironment(parsed, buildArgs),
  };
}

function nameImage(text: string): string {
  const name = printReference(parseReference(text));
  return /[:@][^/]*$/.test(name) ? name : `${name}:latest`;
}

/** Of the last stage. */
function readEnvironment(
  parsed: ParsedDockerfile,
  buildArgs: Record<string, string>,
): string[] {
  const last = parsed.stages.length - 1;
  const { uses } = reachStages(parsed, last, buildArgs);
  const values = uses.at(-1)?.scope.values ?? new Map<string, never>();
  return [...values].map(([name, { text }]) => `${name}=${text}`).sort();
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
