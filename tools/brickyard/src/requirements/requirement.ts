/** Where a requirement stands: the line it starts on, 1-based. */
export interface RequirementPlace {
  file: string;
  line: number;
}

/** https://peps.python.org/pep-0440/#version-specifiers */
export interface VersionSpecifier {
  operator: '==' | '===' | '!=' | '~=' | '<=' | '>=' | '<' | '>';
  version: string;
}

/** `name[extras]>=1 ; marker`, or `name @ url`. */
export interface PackageRequirement {
  kind: 'package';
  /** Normalised as PEP 503 says: `scikit-learn`. */
  name: string;
  extras: string[];
  specifiers: VersionSpecifier[];
  /** Without credentials and query. */
  url?: string;
  /** Written after `-e`. */
  editable?: true;
  /** As written: `python_version < "3.12"`. */
  marker?: string;
  /** `sha256:…` */
  hashes: string[];
  /** What else follows it: `--config-settings`. */
  options?: readonly string[];
  place: RequirementPlace;
}

/** A path or URL without a name before it: `./lib`, `-e .`, `https://…/x.whl`. */
export interface LocationRequirement {
  kind: 'location';
  /** Without credentials and query. */
  location: string;
  editable: boolean;
  extras: string[];
  /** As far as the file name or `#egg=` tells; normalised. */
  name?: string;
  marker?: string;
  hashes: string[];
  options?: readonly string[];
  place: RequirementPlace;
}

/** `-r file` or `-c file`. */
export interface IncludeRequirement {
  kind: 'requirements' | 'constraints';
  /** As written, relative to the file that names it. */
  path: string;
  place: RequirementPlace;
}

/** An option of pip for the whole file: `--index-url`. */
export interface OptionRequirement {
  kind: 'option';
  /** The long name. */
  name: string;
  /** Without credentials and query. */
  value?: string;
  place: RequirementPlace;
}

export type Requirement =
  | PackageRequirement
  | LocationRequirement
  | IncludeRequirement
  | OptionRequirement;

/** The content of a line, without its place. */
export type Unplaced<T> = T extends Requirement ? Omit<T, 'place'> : never;
