import type { Finding } from '../../conformance/rule';
import type { Place } from '../../errors';
import type { Reason } from '../../key/key-part';
import type { GroupDiff } from '../../versioning/inventory-diff';

/** What a change does to images: `brickyard report --json`. */
export interface Report {
  base: { ref: string; commit: string };
  summary: ReportSummary;
  /** Only those that are not what they were; parents first, removed ones last. */
  images: ImageReport[];
  /** What keeps the report from being complete. */
  warnings: string[];
}

/** How many images; `findings` and `failedTests` are counted one by one. */
export interface ReportSummary {
  changed: number;
  new: number;
  removed: number;
  /** Not what they were, and nothing has happened to the rest. */
  unchanged: number;
  failed: number;
  notBuilt: number;
  overBudget: number;
  errors: number;
  failedTests: number;
}

export interface ImageReport {
  /** `python@17.3-LTS` */
  id: string;
  flavour: string;
  runtime: string;
  change: 'changed' | 'new' | 'removed';
  action: ImageAction;
  /** What differs of the inputs; empty unless both sides are known. */
  reasons: Reason[];
  /** What is the matter with the base, where its image cannot be told. */
  baseProblem?: string;
  /** `null` for a library, and for an image that is removed. */
  packages: PackageReport | null;
  size: SizeReport | null;
  /** `null` when no record is about this very image. */
  tests: TestReport | null;
  /** Of rules for cluster images; `null` when they have not looked. */
  findings: Finding[] | null;
  /** Rules that image.ts takes out of the count. */
  waived: { rule: string; reason: string }[];
  /** `null` when it is nowhere. */
  reference: ImageReference | null;
}

export type ImageAction =
  /** On this machine. */
  | { kind: 'built'; seconds: number }
  | { kind: 'reused'; from: 'engine' | 'registry' }
  | { kind: 'failed'; error: string }
  /** `because`: the image below that failed. */
  | { kind: 'not built'; because: string | null }
  | { kind: 'removed' };

export interface PackageReport {
  /** What was compared: what is in the images, or what locks and lists ask for. */
  basis: 'images' | 'sources';
  /** Where each side is known from; `null` for a side that is not there. */
  from: string | null;
  to: string;
  groups: GroupDiff[];
  /** Of a new image: what is in it. */
  contains: { ecosystem: string; environment: string | null; count: number }[];
  notes: string[];
}

/** Bytes. */
export interface SizeReport {
  /** Compressed, as a cluster downloads it; or in the engine, where nobody has published it. */
  measure: 'download' | 'unpacked';
  now: number;
  before: number | null;
  /** `null` without anything to hold it to. */
  budget: { bytes: number; from: 'maxSize' | 'base' } | null;
  /** `null` when that cannot be told, as before publishing. */
  isOver: boolean | null;
}

export interface TestReport {
  passed: number;
  failed: { name: string; place: Place; messages: string[]; output?: string }[];
  /** A pass that others may rely on lies beside the published image. */
  isShared: boolean;
}

export interface ImageReference {
  /** `registry/team/python`, or the engine's own name. */
  name: string;
  /** The one of the key first. */
  tags: string[];
  digest: string | null;
}
