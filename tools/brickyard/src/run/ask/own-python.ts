import { mainEnvironment } from '../../ecosystems/python/requested-python';
import { fullPath } from '../../lock/kind/lock';
import {
  listLockedPython,
  type LockedPython,
} from '../../lock/python/list-locked-python';
import { listPins } from '../../lock/python/list-pins';
import {
  listRequestLines,
  type RequestLine,
} from '../../lock/python/list-request-lines';
import { constraintsOf } from '../../lock/python/lock-inputs';
import type {
  PythonLock,
  RequirementFile,
} from '../../lock/python/python-lock';
import { isMain } from '../../lock/python/python-paths';
import { normalizeName } from '../../requirements/normalize-name';
import type { Runtime } from '../../runtime/schema';
import { listNeedChains, type NeedGraph } from './list-need-chains';
import type { Hold, ListLine, OwnPackage } from './own-package';

/** A list of Python packages, with its lock where the build takes one. */
export interface PythonList {
  /** `python-lsp-requirements.txt` */
  requirements: string;
  flavour: { path: string };
  line: Runtime;
  files: readonly RequirementFile[];
  lock?: PythonLock;
}

/** What is in the lock; without one, what the lines name. */
export function listOwnPython(list: PythonList): OwnPackage[] {
  const { lock, flavour, files, line } = list;
  const own = listRequestLines(files, flavour.path, line.python.version);
  if (lock?.text === undefined) return listUnlocked(list, own);
  const locked = listLockedPython(lock.text);
  const ownLines = groupLines(own.filter((each) => !each.isConstraint));
  const reasons = openReasons(lock, { own, locked });
  return locked.map((each) => ({
    ...describe(list, each.name),
    version: each.version,
    lock: fullPath(lock),
    lines: ownLines.get(each.name) ?? [],
    listChains: () => listNeedChains(each.name, reasons().graph),
    listHolds: () => listHolds(each, reasons().lines, lock),
  }));
}

interface Reasons {
  /** Of the flavour's lists, and of those of images below. */
  lines: readonly RequestLine[];
  graph: NeedGraph;
}

/** Read once, and only when somebody asks why: most packages are not asked about. */
function openReasons(
  { ancestors, flavour, line }: PythonLock,
  { own, locked }: { own: RequestLine[]; locked: LockedPython[] },
): () => Reasons {
  let known: Reasons | undefined;
  const read = (): Reasons => {
    const below = ancestors.flatMap(({ flavour: { path }, files }) =>
      listRequestLines(files, path, line.python.version),
    );
    const lines = [...own, ...below];
    const linesOf = groupLines(lines.filter((each) => !each.isConstraint));
    const byName = new Map(locked.map((each) => [each.name, each]));
    const graph = {
      neededBy: (name: string) => byName.get(name)?.neededBy ?? [],
      linesOf: (name: string) =>
        linesOf.get(name) ?? listLists(byName.get(name), flavour.path),
    };
    return { lines, graph };
  };
  return () => (known ??= read());
}

function describe({ requirements }: PythonList, name: string) {
  const other = requirements.replace(/-requirements\.txt$/, '');
  const environment = isMain(requirements)
    ? mainEnvironment
    : `/databricks/${other}`;
  const ecosystem = 'python' as const;
  return { ecosystem, environment, name, isBuildOnly: false };
}

function listUnlocked(
  list: PythonList,
  own: readonly RequestLine[],
): OwnPackage[] {
  const wanted = own.filter(({ isConstraint }) => !isConstraint);
  return [...groupLines(wanted)].map(([name, lines]) => ({
    ...describe(list, name),
    version: findPin(own.filter((each) => each.name === name)),
    lines,
    listChains: () => lines.map((line) => ({ line, names: [name] })),
    // A line that it is not locked for yet holds it back all the same.
    listHolds: () => listHolds({ name }, own, list.lock),
  }));
}

function findPin(lines: readonly RequestLine[]): string | undefined {
  const specifiers = lines.flatMap((line) => line.specifiers);
  return specifiers.find(
    ({ operator, version }) => operator === '==' && !version.endsWith('.*'),
  )?.version;
}

function groupLines(lines: readonly RequestLine[]): Map<string, ListLine[]> {
  const groups = new Map<string, ListLine[]>();
  for (const { name, place, text } of lines)
    groups.set(name, [...(groups.get(name) ?? []), { place, text }]);
  return groups;
}

/** A list that no longer has the line: the lock is stale, and still says so much. */
function listLists(
  locked: LockedPython | undefined,
  folder: string,
): ListLine[] {
  return (locked?.listedIn ?? []).map((list) => {
    const file = list.startsWith('packages/') ? list : `${folder}/${list}`;
    return { place: { file }, text: locked?.name ?? '' };
  });
}

function listHolds(
  { name }: Pick<LockedPython, 'name'>,
  lines: readonly RequestLine[],
  lock: PythonLock | undefined,
): Hold[] {
  const told = lines.filter((each) => each.name === name).flatMap(holdOf);
  if (lock === undefined || !isMain(lock.requirements)) return told;
  const { line, ancestors, parentText = '' } = lock;
  const pin = findPinOf(line, name);
  const [parent] = ancestors;
  const below = listLockedPython(parentText).find((each) => each.name === name);
  return [
    ...(pin === undefined
      ? []
      : [{ by: { runtime: line.name }, text: `${name}==${pin}` }]),
    ...told,
    ...(parent === undefined || below?.version === undefined
      ? []
      : [
          {
            by: { flavour: parent.flavour.name },
            text: `${name}==${below.version}`,
          },
        ]),
  ];
}

/** What the line's notebooks import, and what comes with its Python. */
function findPinOf(line: Runtime, name: string): string | undefined {
  const pins = listPins(constraintsOf(line).text);
  return pins.find((pin) => normalizeName(pin.name) === name)?.version;
}

/** `>=` and `!=` hold nothing back. */
function holdOf({ place, text, specifiers }: RequestLine): Hold[] {
  const isHeld = specifiers.some(({ operator }) =>
    ['<', '<=', '==', '===', '~='].includes(operator),
  );
  return isHeld ? [{ by: { place }, text }] : [];
}
