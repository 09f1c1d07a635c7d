import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const lineName = v.pipe(
  text,
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, 'must be usable as a tag'),
);
const version = v.pipe(
  text,
  v.regex(/^\d+(\.[0-9A-Za-z]+)*$/, 'must be a version'),
);
const major = v.pipe(text, v.regex(/^\d+$/, 'must be a major version'));
const date = v.pipe(text, v.isoDate('must be a date: YYYY-MM-DD'));
const packageName = v.pipe(
  text,
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a lower-case name with dashes'),
);
const aptPackage = v.pipe(
  text,
  v.regex(/^[a-z0-9][a-z0-9+.-]+$/, 'must be the name of an apt package'),
);

const jdk = v.strictObject({
  /** Major of the `java` on PATH. */
  default: major,
  /** Majors that Databricks' own image of the line has. */
  installed: v.optional(v.array(major)),
});

/** A third party's apt archive, for what the base's own lacks. */
const aptSource = v.strictObject({
  /** What follows `deb [signed-by=…]`: `https://host/path noble-cran40/`. */
  source: text,
  /** Where the archive's public key is. */
  key: v.pipe(text, v.url('must be a URL')),
  /** Of that key: a download with another fingerprint is refused. */
  fingerprint: v.pipe(
    text,
    v.regex(/^[0-9A-F]{40}$/, 'must be 40 upper-case hex digits'),
  ),
});

const python = v.strictObject({
  /** Major and minor: `3.12`. */
  version: v.pipe(text, v.regex(/^\d+\.\d+$/, 'must be major.minor')),
  pip: v.optional(version),
  setuptools: v.optional(version),
  wheel: v.optional(version),
  virtualenv: v.optional(version),
  /** How this Python gets there, where the base's own archive has none or a pre-release. */
  aptSource: v.optional(aptSource),
  /** apt packages that build the pins which have no wheel for this Python. */
  buildPackages: v.optional(v.array(aptPackage)),
});

const r = v.strictObject({
  version,
  /** Exact version of r-base-core, r-base and r-recommended: `4.4.2-1.2404.0`. */
  aptVersion: v.optional(text),
  /** Archive that has it; the base's own when left out. */
  aptSource: v.optional(aptSource),
  /** Dated repositories: `<this>/__linux__/<codename>/<day>`. */
  cranRepository: v.optional(v.pipe(text, v.url('must be a URL'))),
  /** Day that images of the line install from: Brickyard's choice, unless `source` says more. */
  cranSnapshot: v.optional(date),
  /** `3.20`; when left out, the newest for this R on that day. */
  bioconductorRelease: v.optional(version),
  /**
   * `<this>/__linux__/<codename>/<day>/packages/<release>`; one that ends with
   * `/packages` keeps no days: `<this>/<release>`.
   */
  bioconductorRepository: v.optional(v.pipe(text, v.url('must be a URL'))),
});

/** A claim without a primary source or a check of our own. */
const claim = v.strictObject({
  value: text,
  /** S: someone else's publication. M: memory. ?: looked for, not found. */
  mark: v.picklist(['S', 'M', '?']),
  note: v.optional(text),
});

/**
 * One runtime line. Everything but `unconfirmed` comes from a primary source
 * (`source`) or from a check of our own.
 */
export const runtimeSchema = v.strictObject({
  /** `17.3-LTS` */
  name: lineName,
  /** False for a line that is a stand-in: never called a Databricks runtime. */
  databricks: v.boolean(),
  /** What people should know about the line: what it is not, what it takes to build. */
  note: v.optional(text),
  /** Where the facts come from. */
  source: v.pipe(v.array(text), v.nonEmpty('names at least one source')),
  released: v.optional(date),
  endOfSupport: v.optional(date),
  /** Keys of the cluster API: `17.3.x-scala2.13`. */
  sparkVersions: v.optional(v.array(text)),
  spark: v.optional(version),
  scala: v.optional(v.array(version)),
  /** What the first Dockerfile of a chain starts from. */
  baseImage: text,
  /** Left out for a base that is not Ubuntu. */
  ubuntu: v.optional(version),
  /** VERSION_CODENAME of the base's /etc/os-release: CRAN's binaries are for it. */
  codename: v.optional(
    v.pipe(text, v.regex(/^[a-z][a-z0-9-]*$/, 'must be a codename')),
  ),
  /** The C library of the base: which Linux wheels run on it. */
  glibc: v.optional(version),
  jdk,
  python,
  r: v.optional(r),
  /** Package → version of what notebooks on the line import: never to be moved. */
  notebook: v.record(packageName, version),
  /** Key path → claim. Shown to people, never used in a build. */
  unconfirmed: v.optional(v.record(text, claim)),
});

export type Runtime = v.InferOutput<typeof runtimeSchema>;
