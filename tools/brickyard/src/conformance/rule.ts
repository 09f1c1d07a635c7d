import type { ParsedDockerfile } from '../dockerfile/parsed-dockerfile';
import type { Place } from '../errors';
import type { Inventory } from '../inventory/inventory';
import type { RPackageRequest } from '../requirements/r/r-package';
import type { Requirement } from '../requirements/requirement';
import type { Runtime } from '../runtime/schema';
import type { LanguageFacts } from './language-facts';
import type { RuleSystemFacts } from './system-facts';

/** error: a cluster or its notebooks fail. warning: a known trap, or a fact without a primary source. info: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** The sources of an image of this workspace. */
export interface FlavourFacts {
  name: string;
  /** As messages show it: `packages/python`. */
  path: string;
  dockerfile: ParsedDockerfile;
  dockerfileText: string;
  /** What the Dockerfile's ARGs are for the runtime. */
  buildArgs: Readonly<Record<string, string>>;
  requirements: readonly Requirement[];
  /** The image installs a lock that is made of `requirements`. */
  isLocked?: boolean;
  rPackages: readonly RPackageRequest[];
  /** What `apt_packages.txt` asks for, with the line's values. */
  aptPackages?: readonly AptPackageRequest[];
  /** Images from elsewhere that the build starts from or copies from. */
  externals?: readonly ExternalImage[];
  /** Lists of packages as people wrote them: their addresses may have passwords. */
  lists?: readonly SourceText[];
  /** The files of the folder that COPY, ADD and mounts take, as far as rules look at them. */
  copied?: readonly CopiedFile[];
  /** Patterns of COPY and ADD that match no file of the folder. */
  unmatched?: readonly { source: string; line: number }[];
}

export interface SourceText {
  /** As messages show it: `packages/python/requirements.txt`. */
  file: string;
  text: string;
}

export interface CopiedFile {
  /** How it is taken: `copy` unless it says otherwise. */
  kind?: 'copy' | 'add' | 'mount';
  /** In the flavour's folder: `keys/id_rsa`. */
  path: string;
  /** Of the instruction that takes it. */
  line: number;
  /** Of a script, and where a name makes a secret likely; not of a large file. */
  text?: string;
}

export interface AptPackageRequest {
  name: string;
  version?: string;
  place: Place;
}

/** An image that a Dockerfile names and that this workspace does not build. */
export interface ExternalImage {
  /** As written, ARGs resolved: `ubuntu:24.04`. */
  image: string;
  line: number;
  /** What `images.lock.json` records for it. */
  digest?: string;
}

/** What an image says about itself: its config, as engine and registry have it. */
export interface ImageFacts {
  /** As the user named it. */
  reference: string;
  /** `linux/amd64`; of an index, each one. */
  platforms: readonly string[];
  user: string;
  entrypoint: readonly string[];
  command: readonly string[];
  /** `NAME=value` as a record. */
  environment: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  /** What made each layer, oldest first. */
  history: readonly string[];
  /** Uncompressed bytes. */
  size: number;
}

/** What rules look at. A rule whose part is absent is skipped, never passed. */
export interface Subject {
  runtime: Runtime;
  languages: readonly ('python' | 'r' | 'scala' | 'sql')[];
  /** Whether the line is, on the day of the run; left out where nobody says for how long. */
  isSupported?: boolean;
  flavour?: FlavourFacts;
  /** Of the images of this workspace that it starts from, nearest first. */
  below?: readonly FlavourFacts[];
  image?: ImageFacts;
  inventory?: Omit<Inventory, keyof LanguageFacts> &
    LanguageFacts &
    Partial<RuleSystemFacts>;
}

/** What is wrong, and how to fix it. */
export interface Finding {
  /** `PY-01` */
  rule: string;
  severity: Severity;
  message: string;
  expected?: string;
  found?: string;
  place?: Place;
  hint: string;
}

/** A finding before its rule has put its name on it. */
export type Fault = Omit<Finding, 'rule' | 'severity'> & {
  /** Where it differs from the rule's own. */
  severity?: Severity;
};

/** What people read about a rule; `docs/rules.md` is made of it. */
export interface RuleFacts {
  /** A group and a number, `IMG-01`: findings, waivers and `docs/rules.md` call the rule by it. */
  id: string;
  /** Of its findings, unless one has a severity of its own. */
  severity: Severity;
  /** What it asks of an image. */
  title: string;
  /** What happens on a cluster whose image breaks it. */
  why: string;
  /** Where the fact comes from. */
  source: string;
}

/** How a rule looks at one part of a subject. */
interface Look {
  /** The part it looks at: without it the rule is skipped. `any` takes what there is. */
  needs: 'flavour' | 'image' | 'inventory' | 'any';
  /** Why this subject cannot be judged although it has what the rule needs. */
  unable?: (subject: Subject) => string | undefined;
  check: (subject: Subject) => Fault[];
}

interface Scope {
  /** False for a runtime or a language that the rule is not about. */
  appliesTo: (subject: Subject) => boolean;
}

export interface Rule extends RuleFacts, Scope, Look {}

/** One of the two looks of a rule; its own scope takes the place of the rule's. */
export interface RuleHalf extends Look, Partial<Scope> {}

/** A rule that looks at two parts of a subject, such as the sources and the built image. */
export interface RuleInHalves extends RuleFacts, Scope {
  halves: readonly RuleHalf[];
}

/** A row of the rule table. */
export type RuleRow = Rule | RuleInHalves;
