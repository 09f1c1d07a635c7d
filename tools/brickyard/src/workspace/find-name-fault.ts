import { isBrickyardError } from '../errors';
import { parseReference } from '../reference/parse-reference';

/** Words that mean something else where a flavour's name may stand. */
const RESERVED: Readonly<Record<string, string>> = {
  scratch: 'in a Dockerfile, FROM scratch is the empty image',
  all: '--upgrade=all means every flavour',
  packages: 'it is the folder that flavours are in',
  node_modules: 'npm keeps its packages in folders of that name',
};

/** What a name has to be. */
export const nameHint =
  'folder, project and image share it: a-z, 0-9 and, between those, "-", such as geo or team-geo';

/** Why a flavour cannot have this name, as words behind "it is not valid:"; `undefined` where it can. */
export function findNameFault(
  name: string,
  localNamespace: string,
): string | undefined {
  if (name === '') return 'it is empty';
  if (/[/:@]/.test(name)) return 'it holds one of "/", ":" and "@"';
  if (Object.hasOwn(RESERVED, name)) return RESERVED[name];
  try {
    parseReference(`${localNamespace}/${name}`);
    return undefined;
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return error.message
      .replace(/^.*?is not an image reference: /s, '')
      .replace(/the repository "[^"]*"/, 'it');
  }
}
