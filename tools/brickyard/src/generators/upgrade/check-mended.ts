import { type Problem, problemsError } from '../../errors';
import type { Copy } from '../../starter/copy-upgrade';
import { findConflictMarks } from '../../starter/find-conflict-marks';
import { flavoursFolder } from '../../workspace/list-flavours';

/** Marks of an earlier merge would be merged as text. Throws UPGRADE_CONFLICT with each. */
export function checkMended(copies: readonly Copy[]): void {
  const problems = copies.flatMap(({ folder, ours }) =>
    [...ours].flatMap(([path, file]): Problem[] => {
      if ('odd' in file) return [];
      const found = findConflictMarks(file.bytes.toString('utf8'));
      return found.map(({ start }) => ({
        place: { file: `${flavoursFolder}/${folder}/${path}`, line: start },
        message: 'has a conflict of an earlier merge',
      }));
    }),
  );
  if (problems.length === 0) return;
  throw problemsError(
    'UPGRADE_CONFLICT',
    problems,
    'edit these files until the marks are gone, and git add them',
  );
}
