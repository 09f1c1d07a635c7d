import {
  isBlank,
  isComment,
  lineOf,
  type ListEntry,
  type ListText,
} from './list-text';

/** Lines without a blank one between them, some of which name packages. */
export interface Block {
  entries: readonly ListEntry[];
  /** It begins with a comment, which says what its packages are for. */
  hasHeading: boolean;
}

/**
 * Where a new package belongs: in the only block, or in the last one that no heading
 * gives to something else; `undefined` where there is none.
 */
export function findBlock(list: ListText): Block | undefined {
  const blocks = listBlocks(list);
  if (blocks.length < 2) return blocks[0];
  return blocks.findLast(({ hasHeading }) => !hasHeading);
}

function listBlocks(list: ListText): Block[] {
  const blocks: Block[] = [];
  let first = 1;
  for (let line = 1; line <= list.lines.length + 1; line += 1) {
    if (!isBlank(lineOf(list, line))) continue;
    const from = first;
    const entries = list.entries.filter(
      (entry) => entry.line >= from && entry.line < line,
    );
    const hasHeading = isHeading(lineOf(list, from));
    if (entries.length > 0) blocks.push({ entries, hasHeading });
    first = line + 1;
  }
  return blocks;
}

/** The first line of a script names its interpreter. */
function isHeading(text: string): boolean {
  return isComment(text) && !text.startsWith('#!');
}
