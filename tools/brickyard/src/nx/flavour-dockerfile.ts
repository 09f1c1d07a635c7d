import { join } from 'node:path';

import type { ImageUse } from '../dockerfile/dockerfile';
import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type {
  Instruction,
  ParsedDockerfile,
} from '../dockerfile/parsed-dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { readTextFile } from '../files/read-file';
import { isLockSource, lockStage } from '../lock/kind/lock-owner';

/** What Nx needs to know about a Dockerfile, without evaluating `image.ts`. */
export interface FlavourDockerfile {
  images: readonly ImageUse[];
  /** COPY sources and the like; an ARG in them is a `*`. */
  sources: readonly string[];
  fromScratch: boolean;
  /** It takes locks, or has the stage that `nx lock` builds. */
  isLocked: boolean;
}

/** Of one that cannot be read: any file may be a part of its image. */
export const unknownDockerfile: FlavourDockerfile = {
  images: [],
  sources: ['.'],
  fromScratch: false,
  isLocked: true,
};

/** Of each file, the text that was read last: Nx asks for all of them twice, its daemon again and again. */
const read = new Map<string, { text: string; dockerfile: FlavourDockerfile }>();

/** `file` is relative to the workspace. Throws DOCKERFILE_INVALID, FLAVOUR_INVALID. */
export function readFlavourDockerfile(
  workspaceRoot: string,
  file: string,
): FlavourDockerfile {
  const path = join(workspaceRoot, file);
  const request = { name: file, code: 'DOCKERFILE_INVALID' } as const;
  const text = readTextFile(path, request);
  const known = read.get(path);
  if (known?.text === text) return known.dockerfile;
  const dockerfile = describeDockerfile(text, file);
  read.set(path, { text, dockerfile });
  return dockerfile;
}

function describeDockerfile(text: string, file: string): FlavourDockerfile {
  const parsed = parseDockerfile(text, file);
  const declarations = listArgs(parsed);
  const withoutDefault = declarations.filter((name) => !name.includes('='));
  const { images, fromScratch } = resolveDockerfile(parsed, {
    buildArgs: wildcards(withoutDefault),
  });
  const { context } = resolveDockerfile(parsed, {
    buildArgs: wildcards(declarations),
  });
  const sources = context.flatMap((use) => use.sources);
  return {
    images,
    fromScratch,
    isLocked:
      sources.some(isLockSource) ||
      parsed.stages.some(({ name }) => name === lockStage),
    sources: sources.map(toGlob),
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
