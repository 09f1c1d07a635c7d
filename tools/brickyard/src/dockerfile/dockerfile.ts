/** An image that a Dockerfile names, with its ARGs resolved. */
export interface ImageUse {
  kind: 'from' | 'copy' | 'mount' | 'syntax';
  /** The text after expansion: `ubuntu:24.04`, `brickyard/minimal`. */
  image: string;
  line: number;
  /** Offsets of the name in the Dockerfile text, `[start, end)`: what a rewrite replaces. */
  range: readonly [start: number, end: number];
}

/** Paths that one instruction takes from the build context. */
export interface ContextUse {
  kind: 'copy' | 'add' | 'mount';
  /** Relative to the context's root, `/`-separated, may hold globs. `.` is everything. */
  sources: string[];
  line: number;
  /** Those that are written as if they were above the root; none when left out. */
  above?: AboveSource[];
}

/** `../x` names the `x` of the context: BuildKit takes off what leads out of it. */
export interface AboveSource {
  /** As in the file, variables included. */
  written: string;
  /** As in `sources`. */
  source: string;
}

/** What a build of one stage reads, ARGs resolved; only stages it reaches. */
export interface DockerfileUse {
  /** Name (or index as text) of the stage that is built. */
  target: string;
  /** True when the built stage starts `FROM scratch`. */
  fromScratch: boolean;
  /** What the built stage starts from, through other stages; none when that is scratch. */
  base?: ImageUse;
  images: ImageUse[];
  context: ContextUse[];
  /** Names of every ARG that is declared, global ones included, sorted. */
  declaredArgs: string[];
  /** Ids of `RUN --mount=type=secret`, sorted. */
  secretIds: string[];
}
