import { BrickyardError, problemsError } from '../../errors';
import { faultsError } from '../../plan/fault';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import { readPackages } from '../ask/read-packages';
import { selectSound } from '../plan/select-images';
import type { Services } from '../shell/services';
import type { AddPlan, AddRequest } from './add-plan';
import { listFollowing } from './list-following';
import { openDrafts } from './open-drafts';
import { planWords } from './plan-words';
import { tellUnchecked } from './tell-unchecked';

/**
 * What the lists will be, and which locks and images follow from that. Reads files
 * alone, and writes nothing. Throws FLAVOUR_UNKNOWN, what is wrong with these flavours
 * and, with all of it at once, OPTIONS_INVALID.
 */
export async function planAdd(
  request: AddRequest,
  { warn }: Pick<Services, 'warn'>,
): Promise<AddPlan> {
  const { workspace, flavours, words } = request;
  checkFlavourNames(flavours, listFlavourNames(workspace));
  if (Object.values(words).flat().length === 0)
    throw new BrickyardError('OPTIONS_INVALID', 'no package is named', {
      hint: `npx nx g brickyard:add ${flavours[0]} humanize --r=xtable --apt=libgomp1`,
    });
  const { faults } = selectSound(workspace, flavours);
  const error = faultsError(faults.asked);
  if (error !== undefined) throw error;
  const { images } = selectSound(workspace);
  const read = await readPackages({ workspace, flavours }, { warn });
  const drafts = openDrafts();
  const done = planWords(request, { images, read, drafts });
  const problems = done.flatMap((each) => each.problems);
  if (problems.length > 0) throw problemsError('OPTIONS_INVALID', problems);
  const changes = done.flatMap((each) => each.changes);
  const edits = drafts.listEdits();
  const following = listFollowing({ changes, edits }, images, request);
  const notes = [
    ...done.flatMap((each) => each.notes),
    ...tellUnchecked(changes, images),
  ];
  return { changes, edits, notes, ...following };
}
