import { join } from 'node:path';

import type { ImageUse } from '../dockerfile/dockerfile';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type {
  Instruction,
  ParsedDockerfile,
} from '../dockerfile/parsed-dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { readTextFile } from '../files/read-file';
import { lockStage } from '../lock/lock-paths';

/** What Nx needs to know about a Dockerfile, without evaluating `image.ts`. */
export interface FlavourDockerfile {
  images: ImageUse[];
  /** COPY sources and the like; an ARG in them is a `*`. */
  sources: string[];
  fromScratch: boolean;
  /** Has the stage that `nx lock` builds. */
  isLocked: boolean;
}

/** `file` is relative to the workspace. Throws DOCKERFILE_INVALID. */
export function readFlavourDockerfile(
  workspaceRoot: string,
  file: string,
): FlavourDockerfile {
  const request = { name: file, code: 'DOCKERFILE_INVALID' } as const;
  const text = readTextFile(join(workspaceRoot, file), request);
  const parsed = parseDockerfile(text, file);
  const declarations = listArgs(parsed);
  const withoutDefault = declarations.filter((name) => !name.includes('='));
  const { images, fromScratch } = resolveDockerfile(parsed, {
    buildArgs: wildcards(withoutDefault),
  });
  const { context } = resolveDockerfile(parsed, {
    buildArgs: wildcards(declarations),
  });
  return {
    images,
    fromScratch,
    isLocked: parsed.stages.some(({ name }) => name === lockStage),
    sources: context.flatMap((use) => use.sources.map(toGlob)),
  };
}

/** `NAME` or `NAME=default`, as written. */
function listArgs({ globals, stages }: ParsedDockerfile): string[] {
  const instructions = [
    ...globals,
    ...stages.flatMap((stage) => stage.instructions),
  ];
  const isArg = ({ keyword }: Instruction) => keyword === 'ARG';
  return instructions
    .filter(isArg)
    .flatMap(({ words }) => words.map(({ text }) => text));
}

/** Stands for any value a runtime or `image.ts` may give; fit for an image's name too. */
const anyValue = 'brickyard-any-value';

function wildcards(declarations: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    declarations.map((text) => [text.replace(/=.*/s, ''), anyValue]),
  );
}

function toGlob(source: string): string {
  return source.replaceAll(anyValue, '*');
}

/** Whether a name depends on an ARG that only a build gives a value. */
export function isUnknown(name: string): boolean {
  return name.includes(anyValue);
}
