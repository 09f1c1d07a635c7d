/** What `collect-changes.py` and `collect-r-changes.py` write: locks as they differ from `base`. */
export interface RecordedChanges {
  /** What the runtime line pins. */
  pinned: readonly string[];
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
  return recorded.changes.map(({ kind, title, before, after }) => ({
    kind,
    title,
    before: applyDelta(recorded, before),
    after: applyDelta(recorded, after),
  }));
}

function applyDelta(
  { pinned, base, bytes, installed }: RecordedChanges,
  delta: Delta,
): LockedPackage[] {
  const versions = Object.entries({ ...base, ...delta });
  return versions.flatMap(([name, version]) => {
    if (version === null) return [];
    const id = `${name}==${version}`;
    const size = bytes[id];
    if (size === undefined) throw new Error(`no size of ${id}`);
    const isPinned = pinned.includes(name);
    const files = installed?.[id] ?? size * UNPACKED;
    return [{ name, version, bytes: size, installed: files, pinned: isPinned }];
  });
}
