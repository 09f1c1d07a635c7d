import { BrickyardError, problemsError } from '../errors';
import type { DockerfileUse, ImageUse } from './dockerfile';
import { findStage } from './find-stage';
import type { ParsedDockerfile, Stage } from './parsed-dockerfile';
import { reachStages } from './reach-stages';
import type { StageUse } from './stage-use';

const HINT =
  'Give an ARG without a value a default, or set it in image.ts under args';

export interface ResolveOptions {
  buildArgs: Readonly<Record<string, string>>;
  /** Name of the stage to build; the last one by default. */
  target?: string;
}

/** Throws DOCKERFILE_INVALID with every name that does not resolve. */
export function resolveDockerfile(
  parsed: ParsedDockerfile,
  { buildArgs, target }: ResolveOptions,
): DockerfileUse {
  const stage = findTarget(parsed, target);
  const { uses, globalArgs, problems } = reachStages(
    parsed,
    stage.index,
    buildArgs,
  );
  if (problems.length > 0) {
    throw problemsError('DOCKERFILE_INVALID', problems, HINT);
  }
  const first = findFirst(stage.index, uses);
  return {
    target: stage.name ?? String(stage.index),
    fromScratch: first?.fromScratch ?? false,
    base: first?.images.find(({ kind }) => kind === 'from'),
    images: [...syntaxUse(parsed), ...uses.flatMap(({ images }) => images)],
    context: uses.flatMap(({ context }) => context),
    declaredArgs: sortedUnion([
      globalArgs,
      ...uses.map(({ scope }) => scope.declared),
    ]),
    secretIds: sortedUnion(uses.map(({ secretIds }) => secretIds)),
  };
}

function syntaxUse({ syntax }: ParsedDockerfile): ImageUse[] {
  if (syntax === undefined) return [];
  const { text: image, line, range } = syntax;
  return [{ kind: 'syntax', image, line, range }];
}

function findTarget(
  { file, stages }: ParsedDockerfile,
  target?: string,
): Stage {
  const wanted = target?.toLowerCase();
  const stage =
    wanted === undefined ? stages.at(-1) : findStage(wanted, stages);
  if (stage) return stage;
  const names = stages.flatMap(({ name }) => name ?? []);
  throw new BrickyardError(
    'DOCKERFILE_INVALID',
    `${file}: there is no stage "${target}"; stages: ${names.join(', ') || 'none has a name'}`,
    { hint: `Write FROM … AS ${target}, or name another stage` },
  );
}

/** The first stage in the chain of FROMs that leads to this one. */
function findFirst(index: number, uses: StageUse[]): StageUse | undefined {
  const use = uses.find(({ stage }) => stage.index === index);
  return use?.base === undefined ? use : findFirst(use.base, uses);
}

function sortedUnion(lists: Iterable<string>[]): string[] {
  return [...new Set(lists.flatMap((list) => [...list]))].sort();
}
