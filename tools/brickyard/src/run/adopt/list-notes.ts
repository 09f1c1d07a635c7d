import { posix } from 'node:path';

import type { Problem } from '../../errors';
import { renderSize } from '../../render-size';
import { selectRequirementFiles } from '../../requirements/package-lists';
import type { ReadFolder } from './adoption';
import type { OpenArg } from './read-args';

/** Lists of packages that only the Dockerfile itself reads, by the name of the file. */
const LISTS: readonly (readonly [name: RegExp, what: string])[] = [
  [/^(?:environment|env|conda|[\w.-]*-?environment)\.ya?ml$/i, 'conda'],
  [
    /^(?:poetry\.lock|pdm\.lock|uv\.lock|Pipfile(?:\.lock)?)$/,
    'another tool than pip',
  ],
  [/^(?:pyproject\.toml|setup\.(?:py|cfg))$/, 'a package of Python'],
  [/^renv\.lock$/, 'renv'],
  [/^(?:DESCRIPTION|install(?:_packages)?\.R)$/i, 'R'],
];

/** `requirements-dev.txt`, `requirements.in`, `requirements/prod.txt` */
const REQUIREMENTS =
  /(?:requirements[\w.-]*|(?:^|\/)requirements\/[^/]+)\.(?:txt|in)$/i;

/** Bytes: what a code host warns of. */
const LARGE = 50 * 1000 * 1000;

/** What is to be known about a folder that becomes a flavour, with file and line. */
export function listNotes(
  read: ReadFolder,
  open: readonly OpenArg[],
): Problem[] {
  const { shown, dockerfile, entries } = read;
  const at = (path: string) => ({ file: `${shown}/${path}` });
  return [
    ...open.map(({ name, line }) => ({
      place: { file: dockerfile.file, line },
      message: `ARG ${name} has no value: if yours comes from --build-arg, write args: { ${name}: '…' } into image.ts`,
    })),
    ...entries.flatMap(({ path, size }) => {
      const messages = [explainList(path), explainSize(size)];
      return messages
        .filter((message) => message !== undefined)
        .map((message) => ({ place: at(path), message }));
    }),
    ...listTests(read),
  ];
}

function explainList(path: string): string | undefined {
  const name = posix.basename(path);
  if (REQUIREMENTS.test(path)) {
    if (selectRequirementFiles([path]).length > 0) return undefined;
    return 'only the Dockerfile reads this list: find, why and lock know requirements.txt and <name>-requirements.txt of the folder itself';
  }
  if (path !== name) return undefined;
  const found = LISTS.find(([pattern]) => pattern.test(name));
  return found === undefined
    ? undefined
    : `a list for ${found[1]}, which only the Dockerfile reads: find, why and lock do not know what is in it`;
}

function explainSize(size: number): string | undefined {
  if (size < LARGE) return undefined;
  return `${renderSize(size)}: git keeps each version of it for ever; let a step of the Dockerfile fetch it, if it changes`;
}

/** A team's own tests are run in the image, which may not be what they are for. */
function listTests({ shown, entries }: ReadFolder): Problem[] {
  const tests = entries.filter(({ path }) =>
    /^tests\/[^/]+\.(?:sh|py|R|ya?ml)$/.test(path),
  );
  if (tests.length === 0) return [];
  const message = `docker-test runs the ${tests.length === 1 ? 'file' : `${tests.length} files`} of this folder in the image: move what is for something else`;
  return [{ place: { file: `${shown}/tests` }, message }];
}
