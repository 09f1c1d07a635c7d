import type { ParsedDockerfile } from '../dockerfile/parsed-dockerfile';
import type { Place } from '../errors';
import type { Inventory } from '../inventory/inventory';
import type { RPackage } from '../requirements/r-package';
import type { Requirement } from '../requirements/requirement';
import type { Runtime } from '../runtime/schema';
import type { LanguageFacts } from './language-facts';
import type { SystemFacts } from './system-facts';

/** error: a cluster or its notebooks fail. warning: a known trap. info: worth knowing. */
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
  rPackages: readonly RPackage[];
  /** Images of elsewhere that the build starts from or copies from. */
  externals?: readonly ExternalImage[];
}

/** An image that a Dockerfile names and this workspace does not make. */
export interface ExternalImage {
  /** As written, ARGs resolved: `ubuntu:24.04`. */
  image: string;
  line: number;
  /** What `images.lock.json` records for it. */
  digest?: string;
}

/** What an image says of itself: its config, as engine and registry have it. */
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

/** What rules look at. What is absent leaves a rule unchecked, never passed. */
export interface Subject {
  runtime: Runtime;
  languages: readonly ('python' | 'r' | 'scala' | 'sql')[];
  flavour?: FlavourFacts;
  image?: ImageFacts;
  inventory?: Omit<Inventory, keyof LanguageFacts> &
    LanguageFacts &
    Partial<SystemFacts>;
}

/** What is wrong, and how to mend it. */
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
  /** When it is not the rule's own. */
  severity?: Severity;
};

export interface Rule {
  /** Of the table in the documentation: `IMG-01`. */
  id: string;
  severity: Severity;
  title: string;
  /** What happens on a cluster that breaks it. */
  why: string;
  /** Where the fact comes from. */
  source: string;
  /** Without it, the rule is skipped; `any` takes what there is. */
  needs: 'flavour' | 'image' | 'inventory' | 'any';
  /** Of a runtime or a language that it says nothing about, false. */
  appliesTo: (subject: Subject) => boolean;
  /** Why this subject cannot be judged although it has what the rule needs. */
  unable?: (subject: Subject) => string | undefined;
  check: (subject: Subject) => Fault[];
}
