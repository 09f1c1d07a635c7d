import type { ImageUse } from '../dockerfile/dockerfile';
import type {
  Instruction,
  ParsedDockerfile,
} from '../dockerfile/parsed-dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { parentFlavour } from '../plan/parent-flavour';

/** A line of a Dockerfile that names another package of this workspace. */
export interface FlavourUse {
  flavour: string;
  line: number;
  kind: ImageUse['kind'];
}

/**
 * FROM, `COPY --from` and `RUN --mount=from` of every stage, also of those that
 * only `nx lock` or another value of an ARG reaches.
 */
export function listUses(
  dockerfile: ParsedDockerfile,
  localNamespace: string,
): FlavourUse[] {
  const buildArgs = wildcards(dockerfile);
  const named = dockerfile.stages.flatMap(({ name }) => name ?? []);
  const images = [undefined, ...named].flatMap(
    (target) => resolveDockerfile(dockerfile, { buildArgs, target }).images,
  );
  const byPlace = new Map<string, FlavourUse>();
  for (const { image, line, kind } of images) {
    const flavour = parentFlavour(image, localNamespace);
    if (flavour !== undefined)
      byPlace.set(`${line} ${flavour}`, { flavour, line, kind });
  }
  return [...byPlace.values()].sort((a, b) => a.line - b.line);
}

/** A value for each ARG that has none: names that depend on one match no flavour. */
function wildcards({ globals, stages }: ParsedDockerfile) {
  const all: readonly Instruction[] = [
    ...globals,
    ...stages.flatMap(({ instructions }) => instructions),
  ];
  const declared = all
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap(({ words }) => words.map(({ text }) => text))
    .filter((text) => !text.includes('='));
  return Object.fromEntries(declared.map((name) => [name, 'any-value']));
}
