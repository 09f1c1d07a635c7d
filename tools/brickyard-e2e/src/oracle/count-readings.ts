import { askPip, listPackagingTexts } from './ask-pip';
import { compareReadings, type Comparison } from './compare-readings';
import { ownTexts } from './own-texts';
import { readOurs } from './read-ours';

/** How Brickyard and pip read each text of both lists, as a file and as parts of a line. */
export function compareAllTexts(): Comparison {
  const texts = [
    ...new Set([...ownTexts, ...listPackagingTexts().flatMap(embed)]),
  ];
  const { files } = askPip({ files: texts });
  return compareReadings(
    texts.map((text, index) => {
      const theirs = files[index] ?? { error: 'no answer' };
      return { text, ours: readOurs(text), theirs };
    }),
  );
}

/** A text of a test may be a whole requirement, or a part of one. */
function embed(text: string): string[] {
  return [
    text,
    `name${text}`,
    `name[${text}]`,
    `name @ ${text}`,
    `name ; ${text}`,
    `name==1 ; ${text}`,
  ];
}
