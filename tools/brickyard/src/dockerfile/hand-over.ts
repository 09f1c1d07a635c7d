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

/**
 * Adds that stage at the end of the text. The folder stands as a pattern, so that a
 * stage without it hands over nothing and the build does not fail.
 */
export function handOver(
  { escape }: ParsedDockerfile,
  text: string,
  { stage, folder }: StageFolder,
): Replacement {
  const pattern = `${folder.slice(0, -1)}[${folder.slice(-1)}]`;
  const lines = [
    `FROM ${SCRATCH} AS ${handOverStage}`,
    `COPY --from=${stage} ${pattern} /`,
  ];
  const start = endOf(text, escape);
  return { range: [start, text.length], text: `\n${lines.join('\n')}\n` };
}

/** Without what would continue the last line, which ends with the file. */
function endOf(text: string, escape: string): number {
  const end = text.trimEnd();
  return end.endsWith(escape) ? endOf(end.slice(0, -1), escape) : end.length;
}
