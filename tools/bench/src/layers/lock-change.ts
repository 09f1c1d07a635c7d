import { isSteady } from '../../../brickyard/src/lock/python/list-steady-names';
import { splitAdded } from '../../../brickyard/src/lock/r/split-added';

/** What `collect-changes.py` and `collect-r-changes.py` write: locks as they differ from `base`. */
export interface RecordedChanges {
  /** What the runtime line pins. */
  pinned: readonly string[];
  /** Of Python packages: those with a wheel for each system. */
  compiled?: readonly string[];
  base: Versions;
  /** Of the wheel, or of Debian's package of R's, by `name==version`. */
  bytes: Readonly<Record<string, number>>;
  /** Of the installed files, where that is known. */
  installed?: Readonly<Record<string, number>>;
  changes: readonly {
    kind: string;
    title: string;
    before: Delta;
    after: Delta;
  }[];
}

type Versions = Readonly<Record<string, string>>;
/** `null` for a package that is not there. */
type Delta = Readonly<Record<string, string | null>>;

export interface LockedPackage {
  name: string;
  version: string;
  /** Of the file that is downloaded: about what a layer has of it when it is compressed. */
  bytes: number;
  /** Of its files. */
  installed: number;
  pinned: boolean;
  /** Whether the stage `steady` installs it. */
  steady: boolean;
}

/** A lock before and after somebody changed a list, or a night has passed. */
export interface LockChange {
  /** `large`, `small`, `cascade`, `refresh` or `pins` */
  kind: string;
  title: string;
  before: LockedPackage[];
  after: LockedPackage[];
}

/** Files of `packages/python` are 3.5 times as large as its wheels. */
const UNPACKED = 3.5;

export function listChanges(recorded: RecordedChanges): LockChange[] {
  return recorded.changes.map(({ kind, title, ...deltas }) => {
    const before = applyDelta(recorded, deltas.before);
    const after = applyDelta(recorded, deltas.after);
    const change = { kind, title, before, after };
    return recorded.compiled === undefined ? markAdded(change) : change;
  });
}

function applyDelta(recorded: RecordedChanges, delta: Delta): LockedPackage[] {
  const { pinned, base, bytes, installed } = recorded;
  const versions = Object.entries({ ...base, ...delta });
  return versions.flatMap(([name, version]) => {
    if (version === null) return [];
    const id = `${name}==${version}`;
    const size = bytes[id];
    if (size === undefined) throw new Error(`no size of ${id}`);
    const isPinned = pinned.includes(name);
    const files = installed?.[id] ?? size * UNPACKED;
    const steady = isSteadyIn(recorded, name);
    return [
      {
        name,
        version,
        bytes: size,
        installed: files,
        pinned: isPinned,
        steady,
      },
    ];
  });
}

function isSteadyIn(
  { pinned, compiled }: RecordedChanges,
  name: string,
): boolean {
  if (compiled === undefined) return true;
  const files = compiled.includes(name) ? Infinity : 2;
  return isSteady({ name, files, isPinned: pinned.includes(name) });
}

/** As a lock of R packages has them: what came last is below the others. */
function markAdded({ before, after, ...change }: LockChange): LockChange {
  const [was, is] = [before, after].map((each) => each.map(describePackage));
  const { added } = splitAdded(is ?? [], was ?? []);
  const marked = after.map((each) => {
    return { ...each, steady: !added.includes(describePackage(each)) };
  });
  return { ...change, before, after: marked };
}

/** `numpy==2.1.3` */
export const describePackage = ({ name, version }: LockedPackage) =>
  `${name}==${version}`;
