import type { GenericSchema } from 'valibot';

import type { Problem } from '../errors';
import type { ListSource } from '../requirements/r/read-r-lists';
import type { Requirement } from '../requirements/requirement';
import type { NamedRows } from '../rows/name-rows';
import type { BillComponent, ListedComponent } from './component';
import type { Package, PackageGroup } from './package';
import type { VersionOrder } from './version-order';

/**
 * All that Brickyard knows about one kind of packages. `Value` is what
 * inventory.json keeps under `field`.
 */
export interface Ecosystem<Value = unknown> {
  /** Its name in records and in `--json`: `apt`. */
  name: string;
  /** Its name in diffs and reports. */
  label: string;
  /** `Debian` in `212 Debian packages`. Without it, they are not counted there. */
  adjective?: string;
  /** It runs packages and is not counted as one. */
  isPlatform?: boolean;
  order: VersionOrder;
  /** Gives two spellings of one name the same text. Without it, names are compared as they are. */
  normalizeName?: (name: string) => string;
  /** The environment that a list is for if it names none: `/databricks/python3`. */
  mainEnvironment?: string;
  record: InventoryField;
  /** Left out if the rows of something else say it already. */
  probe?: Probe<Value>;
  /** An empty group means that there are none. No group means that it is not known. */
  listGroups(value: Value): PackageGroup[];
  /** Programs with a version that come with the packages, as Python itself. */
  listPlatforms?(value: Value): Package[];
  bill: Bill<Value>;
  requested?: RequestedLists;
}

/** How inventory.json keeps an ecosystem. */
export interface InventoryField {
  field: string;
  /** The parts of the value that are compared. */
  schema: GenericSchema;
  /** Every record has it. So an image without a group has none of its packages. */
  isRequired?: boolean;
}

/** How the probe asks an image. What the image lacks prints nothing. */
export interface Probe<Value> {
  /** Shell that prints rows with `row`. What it starts gets another stdin. */
  script?: string;
  /** Shell that runs once `fileList` is written. */
  scriptAfterFiles?: string;
  /** An awk rule for each file: `$1` is its size, `$4` its path. What it prints goes into `fileList`. */
  perFile?: string;
  /** awk statements for each folder: its `path`, and in `total[path]` the bytes below it. */
  perFolder?: string;
  /** Its packages are found in the list of files, so they are known only if there is one. */
  isFoundInFiles?: boolean;
  parse(rows: NamedRows, found: { javaHomes: readonly string[] }): Value;
}

/** How a CycloneDX bill of materials lists an ecosystem. */
export interface Bill<Value> {
  /** Types of package URLs that other tools give its packages: `pypi`. */
  purlTypes: readonly string[];
  listComponents(
    value: Value,
    image: { os: Distribution | null },
  ): ListedComponent[];
  /** Places a component that its package URL does not place. */
  placeComponent?(component: BillComponent): PlacedPackage | undefined;
}

export interface Distribution {
  /** `ubuntu` */
  id: string;
  /** `24.04` */
  version: string;
}

export interface PlacedPackage extends Omit<PackageGroup, 'packages'> {
  item: Package;
}

/** What the files of a flavour ask for. */
export interface RequestedLists {
  /** Groups of packages, in the versions that are known before an image is built. */
  listPackages(source: FlavourSource): PackageGroup[];
  /** Only what the flavour asks for by name; without it, all of `listPackages`. */
  listNames?(source: FlavourSource): RequestedNames[];
}

export interface RequestedNames {
  environment: string | null;
  names: readonly string[];
}

/** A flavour's folder, for those who read its lists. */
export interface FlavourSource extends ListSource {
  /** Runtime lines whose locks it may have, the best first. */
  lines: readonly string[];
  /** A requirements file with all that it includes. */
  readRequirements: (file: string) => {
    requirements: readonly Requirement[];
    problems: readonly Problem[];
  };
}

/** What an inventory, or a part of one, has under the ecosystem's field. */
export function valueOf(
  inventory: object,
  { record }: Pick<Ecosystem, 'record'>,
): unknown {
  return (inventory as Readonly<Record<string, unknown>>)[record.field];
}
