import type { ImageUse } from './dockerfile';
import type { Stage, Word } from './parsed-dockerfile';
import { isImage, resolveWord, type Site } from './resolve-word';
import type { StageInputs, StageUse } from './stage-use';

/** The empty image: a keyword of Dockerfiles, not in any registry. */
export const SCRATCH = 'scratch';

/**
 * The last stage of that name, as BuildKit has it. COPY and mounts look at the
 * whole file and ignore case; FROM looks at what is before it, and does not.
 */
export function findStage(
  name: string,
  stages: readonly Stage[],
): Stage | undefined {
  return stages.findLast((stage) => stage.name === name);
}

/** Notes the stage or the image that COPY --from or a mount reads. */
export function collectSource(
  use: StageUse,
  word: Word,
  site: Site & Pick<ImageUse, 'kind'>,
  inputs: StageInputs,
): void {
  const { kind, line } = site;
  const name = resolveWord(word, site, inputs);
  if (name === undefined || name === SCRATCH) return;
  const { stages } = inputs.parsed;
  const stage =
    findStage(name.toLowerCase(), stages) ??
    (kind === 'copy' && /^\d+$/.test(name) ? stages[Number(name)] : undefined);
  if (stage && stage.index < use.stage.index) {
    use.sources.push(stage.index);
  } else if (stage) {
    const where =
      stage === use.stage ? 'this very stage' : `on line ${stage.line}`;
    inputs.report(
      line,
      `${site.part} ${name}: the stage is ${where}; only earlier stages can be read`,
    );
  } else if (isImage(name, site, inputs)) {
    use.images.push({ kind, image: name, line, range: word.range });
  }
}
