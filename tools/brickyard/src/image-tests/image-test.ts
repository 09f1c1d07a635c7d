import type { Place } from '../errors';
import type {
  CommandTest,
  FileContentTest,
  FileExistenceTest,
  MetadataTest,
} from './structure-schema';

export type Language = 'sh' | 'py' | 'R';

/** A package that someone asked for: it loads, in this version if one is known. */
export interface PackageCheck {
  type: 'python-package' | 'r-package';
  package: string;
  version?: string;
  /** Where the version comes from: `packages/python/locks/17.3-LTS.txt`. */
  versionFrom?: string;
}

/** A file of a flavour's `tests` folder: it exits with 0. */
export interface ScriptCheck {
  type: 'script';
  language: Language;
  text: string;
}

/** One entry of a container-structure-test file. */
export type StructureCheck =
  | ({ type: 'command' } & CommandTest & { environment: Variable[] })
  | ({ type: 'file-existence' } & FileExistenceTest)
  | ({ type: 'file-content' } & FileContentTest)
  | ({ type: 'metadata' } & MetadataTest);

export type Variable = readonly [name: string, value: string];

export type Check = PackageCheck | ScriptCheck | StructureCheck;

/** One thing that is asked of an image. */
export interface ImageTest {
  /** As people read it: `pandas`, `demand.py`, `image.yaml: java runs`. */
  name: string;
  check: Check;
  /** What a failure leads to. */
  place: Place;
}

/** Everything that is asked of an image, in the order in which it is told. */
export interface Suite {
  tests: readonly ImageTest[];
  /** Whether tests reach what the engine's machine reaches; nothing otherwise. */
  network: boolean;
  /** Seconds for each test. */
  timeout: number;
}

/** What became of one test. */
export interface TestResult {
  name: string;
  type: Check['type'];
  place: Place;
  passed: boolean;
  seconds: number;
  /** Why it failed; each on a line. */
  messages: string[];
  /** What a failed test printed, as far as it is kept. */
  output?: string;
}
