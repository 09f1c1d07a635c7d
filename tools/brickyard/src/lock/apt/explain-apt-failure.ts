import {
  BrickyardError,
  type Place,
  type Problem,
  renderPlace,
} from '../../errors';
import type { AptLock } from './apt-lock';

const MARK = /(?:^|\s)lock-apt: (.*)/;
/** Two sides that do not go together, as `lock-apt` words them. */
const CONFLICT =
  /^apt finds no versions|^no version of |: asks for |^needs |^does not go with /;

/** Why lists of apt packages could not be locked, by what `lock-apt` printed. */
export function explainAptFailure(
  locks: readonly AptLock[],
  printed: readonly string[],
  cause: unknown,
): BrickyardError | undefined {
  const [lock] = locks;
  const said = printed.flatMap((line) => MARK.exec(line)?.[1] ?? []);
  if (lock === undefined || said.length === 0) return undefined;
  const { flavour, line } = lock;
  const named = said.map((each) => namePlaces(each, lock));
  const told = named.flatMap(listPlaced);
  const asked = told.length > 0 ? [] : listAsked(said, lock);
  const lines = [
    ...named,
    ...asked.map(({ place, message }) => `${renderPlace(place)}: ${message}`),
  ];
  const isConflict = said.some((each) => CONFLICT.test(each));
  const isUnreachable = said.some((each) =>
    each.startsWith('the package lists could not be read'),
  );
  return new BrickyardError(
    isConflict ? 'LOCK_CONFLICT' : 'LOCK_FAILED',
    [
      `the apt packages of ${flavour.name} cannot be locked for ${line.name}:`,
      ...lines.map((each) => `  ${each}`),
    ].join('\n'),
    {
      hint: isUnreachable
        ? 'an archive does not answer: check the network, or mirrors.apt of the profile'
        : undefined,
      problems: [...told, ...asked],
      cause,
    },
  );
}

/** `packages/geo/apt_packages.txt:2: …`, and places in the middle of a sentence. */
function listPlaced(line: string): Problem[] {
  const places = [...line.matchAll(/([\w./-]*apt_packages\.txt):(\d+)/g)];
  const message = line.replace(/^\S*apt_packages\.txt:\d+: /, '');
  return places.map(([, file = '', number]) => {
    const place: Place = { file, line: Number(number) };
    return { place, message };
  });
}

/** apt names packages, and not the lines that ask for them. */
function listAsked(said: readonly string[], { lists }: AptLock): Problem[] {
  const words = new Set(said.flatMap((each) => each.split(/[\s:=,()]+/)));
  return lists.flatMap(({ requests }) =>
    requests.flatMap((request) =>
      request.kind === 'package' && words.has(request.name)
        ? [{ place: request.place, message: `asks for ${request.name}` }]
        : [],
    ),
  );
}

/** Lists as they are called in the repository. */
function namePlaces(text: string, { flavour, included }: AptLock): string {
  return text.replace(
    /(^|[ (])([\w./-]*apt_packages\.txt:\d+)/g,
    (_, before: string, place: string) => {
      const other = included.find(({ path }) => place.startsWith(`${path}:`));
      return other === undefined
        ? `${before}${flavour.path}/${place}`
        : `${before}${place.replace(/^[^/]*\//, 'packages/')}`;
    },
  );
}
