import { listPackagingTexts } from './ask-pip';
import { ownTexts } from './own-texts';

/** Both lists of texts, as files and as parts of a line. */
export function listRequirementTexts(): string[] {
  return [...new Set([...ownTexts, ...listPackagingTexts().flatMap(embed)])];
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
