import type { Finding } from '../../conformance/rule';
import type { Place } from '../../errors';
import type { Reason } from '../../key/key-part';
import type { CostEstimate } from '../../plan/build-plan';
import type { LineDiff } from '../../versioning/diff-lines';
import type { GroupDiff } from '../../versioning/inventory-diff';

/** What a change does to images: `brickyard report --json`. */
export interface Report {
  base: { ref: string; commit: string };
  summary: ReportSummary;
  /** Only images that differ from the base; parents first, removed ones last. */
  images: ImageReport[];
  /** What keeps the report from being complete. */
  warnings: string[];
}

/** How many images; `findings` and `failedTests` are counted one by one. */
export interface ReportSummary {
  changed: number;
  new: number;
  removed: number;
  /** Images with the same key as at the base. `images` does not list them. */
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
  /** The inputs that differ; empty unless both sides are known. */
  reasons: Reason[];
  /** Of an image for a line that its flavour had not: what differs from the line that was its first. Packages and size are compared with that one's image. */
  lines: LineDiff | null;
  /** Why the image at the base is not known. */
  baseProblem?: string;
  /** `null` for a library, and for an image that is removed. */
  packages: PackageReport | null;
  size: SizeReport | null;
  /** `null` before it is published. */
  cost: CostReport | null;
  /** What is known of it before; `null` once it is published, and where nothing is known. */
  estimate: CostEstimate | null;
  /** `null` if no record is about this exact image. */
  tests: TestReport | null;
  /** Of rules for cluster images; `null` when they have not looked. */
  findings: Finding[] | null;
  /** Rules that image.ts takes out of the count. */
  waived: { rule: string; reason: string }[];
  /** `null` if neither the engine nor the registry has the image. */
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
  /** Compressed, as a cluster downloads it; or its size in the engine if it is not published. */
  measure: 'download' | 'unpacked';
  now: number;
  before: number | null;
  /** `null` if there is neither a `maxSize` nor an earlier size. */
  budget: { bytes: number; from: 'maxSize' | 'base' } | null;
  /** `null` if that is not known, as before the image is published. */
  isOver: boolean | null;
}

/** Bytes of layers, compressed: what publishing the image sends. */
export interface CostReport {
  /** All its layers. */
  size: number;
  /** What neither the image at the base nor the images below have. */
  upload: number;
  /** What a node pulls that has the image at the base; `null` if that is not published. */
  download: number | null;
}

export interface TestReport {
  passed: number;
  failed: { name: string; place: Place; messages: string[]; output?: string }[];
  /** The pass lies beside the published image, where other machines find it. */
  isShared: boolean;
}

export interface ImageReference {
  /** `registry/team/python`, or the engine's own name. */
  name: string;
  /** The one of the key first. */
  tags: string[];
  digest: string | null;
}
