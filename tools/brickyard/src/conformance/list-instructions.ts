import { findStage } from '../dockerfile/find-stage';
import type { Place } from '../errors';
import type { FlavourFacts } from './rule';

/** An instruction, for rules that search its text. */
export interface InstructionText {
  keyword: string;
  /** Comment lines left out, continued lines joined. */
  text: string;
  /** Index of its stage; -1 before the first FROM. */
  stage: number;
  line: number;
  place: Place;
}

/** All that follow a FROM, and the ARGs before the first. */
export function listInstructions({
  dockerfile,
  dockerfileText,
}: Pick<FlavourFacts, 'dockerfile' | 'dockerfileText'>): InstructionText[] {
  const { file, globals, stages, escape } = dockerfile;
  const all = [
    ...globals.map((instruction) => ({ ...instruction, stage: -1 })),
    ...stages.flatMap(({ index, instructions }) =>
      instructions.map((instruction) => ({ ...instruction, stage: index })),
    ),
  ];
  const starts = [
    ...all.map(({ range }) => range[0]),
    ...stages.map(({ image }) => lineStart(dockerfileText, image.range[0])),
  ].sort((a, b) => a - b);
  return all.map(({ keyword, range, stage, line }) => {
    const end = starts.find((start) => start > range[0]);
    const raw = dockerfileText.slice(range[0], end);
    const text = joinLines(raw, escape);
    return { keyword, text, stage, line, place: { file, line } };
  });
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function joinLines(raw: string, escape: string): string {
  return raw
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith('#'))
    .map((line) => {
      const bare = line.trimEnd();
      return bare.endsWith(escape) ? `${bare.slice(0, -1)} ` : `${bare}\n`;
    })
    .join('')
    .trim();
}

/** Stages that end up in the image: the last one and what it starts from. */
export function finalStages({ dockerfile }: FlavourFacts): Set<number> {
  const { stages } = dockerfile;
  const found = new Set<number>();
  let stage = stages.at(-1);
  while (stage && !found.has(stage.index)) {
    found.add(stage.index);
    const { image, index } = stage;
    stage = findStage(image.text, stages.slice(0, index));
  }
  return found;
}
