/** The lines of git's conflict marks in a text: 1-based, first and last. */
export interface ConflictLines {
  start: number;
  end: number;
}

/** Marks as `git merge` leaves them. A line of seven `=` alone is none. */
export function findConflictMarks(text: string): ConflictLines[] {
  const found: ConflictLines[] = [];
  let start: number | undefined;
  let isHalf = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^<{7} /.test(line)) [start, isHalf] = [index + 1, false];
    else if (/^={7}$/.test(line)) isHalf = true;
    else if (/^>{7} /.test(line) && start !== undefined && isHalf) {
      found.push({ start, end: index + 1 });
      start = undefined;
    }
  }
  return found;
}
