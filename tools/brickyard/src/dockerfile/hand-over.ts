import { SCRATCH } from './find-stage';
import type { ParsedDockerfile } from './parsed-dockerfile';
import type { Replacement } from './rewrite-dockerfile';

/** A folder that a stage leaves behind. */
export interface StageFolder {
  /** Lower-case. */
  stage: string;
  /** Absolute, without a slash at its end: `/locks`. */
  folder: string;
}

/** The stage that has nothing but the files of a folder of another one. */
export const handOverStage = 'brickyard-files';

/** Where the folder is sure to be. */
const folderStage = 'brickyard-folder';

/**
 * Adds that stage at the end of the text. A stage without the folder hands over
 * nothing, and the build does not fail: WORKDIR makes the folder. A pattern would do
 * the same, and BuildKit reads all names of the stage for one.
 */
export function handOver(
  { escape }: ParsedDockerfile,
  text: string,
  { stage, folder }: StageFolder,
): Replacement {
  const lines = [
    `FROM ${stage} AS ${folderStage}`,
    `WORKDIR ${folder}`,
    `FROM ${SCRATCH} AS ${handOverStage}`,
    `COPY --from=${folderStage} ${folder} /`,
  ];
  const start = endOf(text, escape);
  return { range: [start, text.length], text: `\n${lines.join('\n')}\n` };
}

/** Without what would continue the last line, which ends with the file. */
function endOf(text: string, escape: string): number {
  const end = text.trimEnd();
  return end.endsWith(escape) ? endOf(end.slice(0, -1), escape) : end.length;
}
