import { parsePathPattern, selectsPath } from '../../context/path-pattern';
import type { Problem } from '../../errors';
import { placeInDefinition } from '../../flavour/place-in-definition';
import type { LocalFiles } from '../../lock/python/local-files';
import { listIndexes } from '../../lock/python/package-origins';
import { readLocalFiles } from '../../lock/python/read-local-files';
import type { ResolvedImage } from '../../plan/resolve-image';
import { readListTexts } from './read-requirements';

/**
 * What keeps an image from getting its Python packages from where its lists and
 * its `image.ts` say: a secret that no step mounts, files that no instruction copies.
 */
export function checkPythonSources(image: ResolvedImage): Problem[] {
  return [...findUnmounted(image), ...findUncopied(image)];
}

function findUnmounted({ flavour, use }: ResolvedImage): Problem[] {
  return listIndexes(flavour).flatMap(({ name, secret }) => {
    if (secret === undefined || use.secretIds.includes(secret)) return [];
    const keys = ['python', 'indexes', name, 'secret'];
    const message = `${keys.join('.')}: no step of ${flavour.path}/Dockerfile mounts '${secret}': add --mount=type=secret,id=${secret} to the one that installs the lock`;
    return [{ place: placeInDefinition(flavour, keys), message }];
  });
}

/** Files are found beside the lock, so they have to be copied as it is. */
function findUncopied({ flavour, use }: ResolvedImage): Problem[] {
  const patterns = use.context
    .flatMap(({ sources }) => sources)
    .flatMap((source) => parsePathPattern(source) ?? []);
  const isCopied = ({ path }: { path: string }) =>
    patterns.some((pattern) => selectsPath(pattern, path));
  const local = readLocalFiles(flavour, readListTexts(flavour));
  const missing = local.files.filter((file) => !isCopied(file));
  return local.references.flatMap((reference) => {
    const file = missing.find(({ path }) => isNamedBy(path, reference));
    if (file === undefined) return [];
    const [folder = '', rest] = file.path.split('/');
    const source = rest === undefined ? file.path : `${folder}/`;
    const { list, line, written } = reference;
    return [
      {
        place: { file: `${flavour.path}/${list}`, line },
        message: `${written}: ${flavour.path}/Dockerfile does not copy ${file.path}: put it beside the lock, as COPY ${source} /python/${rest === undefined ? '' : source} where the lock is /python/requirements.txt, and mount that folder`,
      },
    ];
  });
}

function isNamedBy(
  path: string,
  { path: named }: LocalFiles['references'][number],
): boolean {
  return path === named || named === '.' || path.startsWith(`${named}/`);
}
