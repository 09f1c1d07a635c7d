/**
 * Which BuildKit an engine has in it, newest first: `vendor.mod` of each release of
 * github.com/docker/docker. Releases between two have at least the older one's.
 */
const RELEASES: readonly (readonly [
  major: number,
  minor: number,
  buildkit: number,
])[] = [
  [28, 5, 25],
  [28, 4, 24],
  [28, 3, 23],
  [28, 2, 22],
  [28, 1, 21],
  [28, 0, 20],
  [27, 5, 18],
  [27, 0, 14],
  [26, 0, 13],
  [25, 0, 12],
  [24, 0, 11],
  [23, 0, 10],
  [20, 10, 8],
];

/**
 * The minor version: 8 for `20.10.5+dfsg1`, which has BuildKit 0.8. `undefined` for
 * engines that are older or newer than those that are known.
 */
export function findBuildkitVersion(engine: string): number | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(engine) ?? [];
  const [newest] = RELEASES;
  if (minor === undefined || Number(major) > (newest?.[0] ?? 0))
    return undefined;
  const found = RELEASES.find(
    ([a, b]) =>
      a < Number(major) || (a === Number(major) && b <= Number(minor)),
  );
  return found?.[2];
}

/** The oldest engine that has this BuildKit, `28.5`; `undefined` where none is known. */
export function engineWith(buildkit: number): string | undefined {
  const release = RELEASES.findLast(([, , own]) => own >= buildkit);
  return release && `${release[0]}.${release[1]}`;
}
