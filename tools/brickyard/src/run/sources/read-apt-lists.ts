import type { Problem } from '../../errors';
import { aptLockPath } from '../../lock/apt/apt-lock-path';
import type { ResolvedImage } from '../../plan/resolve-image';
import { mainAptList, selectAptLists } from '../../requirements/package-lists';
import {
  type AptRequest,
  parseAptList,
} from '../../requirements/parse-apt-list';
import { takesLock } from '../names/takes-lock';
import { openFolder } from './open-flavour';

export interface AptLists {
  /** Of the list of what the image has, without lists that it includes. */
  requests: AptRequest[];
  /** Of all lists. */
  problems: Problem[];
}

/** A flavour's lists of apt packages, if its build reads them. Throws FLAVOUR_INVALID. */
export function readAptLists(image: ResolvedImage): AptLists {
  const { flavour, runtime, buildArgs } = image;
  if (!takesLock(image, aptLockPath(runtime.name)))
    return { requests: [], problems: [] };
  const { files, readText } = openFolder(flavour);
  const lists = selectAptLists(files).map((name) => {
    const file = `${flavour.path}/${name}`;
    return { name, ...parseAptList(readText(name) ?? '', file, buildArgs) };
  });
  const main = lists.find(({ name }) => name === mainAptList);
  return {
    requests: main?.requests ?? [],
    problems: lists.flatMap(({ problems }) => problems),
  };
}
