/** What `collect-changes.py` writes: locks as they differ from `base`. */
export interface RecordedChanges {
  /** What the runtime line pins. */
  pinned: readonly string[];
  base: Versions;
  /** Of the wheel, by `name==version`. */
  bytes: Readonly<Record<string, number>>;
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
  /** Of the wheel: about what a layer has of it when it is compressed. */
  bytes: number;
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

export function listChanges(recorded: RecordedChanges): LockChange[] {
  return recorded.changes.map(({ kind, title, before, after }) => ({
    kind,
    title,
    before: applyDelta(recorded, before),
    after: applyDelta(recorded, after),
  }));
}

function applyDelta(
  { pinned, base, bytes }: RecordedChanges,
  delta: Delta,
): LockedPackage[] {
  const versions = Object.entries({ ...base, ...delta });
  return versions.flatMap(([name, version]) => {
    if (version === null) return [];
    const size = bytes[`${name}==${version}`];
    if (size === undefined) throw new Error(`no size of ${name}==${version}`);
    return [{ name, version, bytes: size, pinned: pinned.includes(name) }];
  });
}
