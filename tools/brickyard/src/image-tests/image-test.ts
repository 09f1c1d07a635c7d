import type { Place } from '../errors';
import type {
  CommandTest,
  FileContentTest,
  FileExistenceTest,
  MetadataTest,
} from './structure-schema';

export type ScriptLanguage = 'sh' | 'py' | 'R';

/** A package that a flavour asks for. It has to load, in this version if one is known. */
export interface PackageCheck {
  type: 'python-package' | 'r-package';
  package: string;
  version?: string;
  /** Where the version comes from: `packages/python/locks/17.3-LTS.txt`. */
  versionFrom?: string;
}

/** A file in a flavour's `tests` folder. It has to exit with 0. */
export interface ScriptCheck {
  type: 'script';
  language: ScriptLanguage;
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

/** One test of an image. */
export interface ImageTest {
  /** What people read: `pandas`, `demand.py`, `image.yaml: java runs`. */
  name: string;
  check: Check;
  /** Where to look when it fails. */
  place: Place;
}

/** All tests of an image, in the order in which reports show them. */
export interface Suite {
  tests: readonly ImageTest[];
  /** Whether tests use the network of the engine's machine. Otherwise they have none. */
  network: boolean;
  /** Seconds for each test. */
  timeout: number;
}

/** The result of one test. */
export interface TestResult {
  name: string;
  type: Check['type'];
  place: Place;
  passed: boolean;
  seconds: number;
  /** Why it failed, one reason each. */
  messages: string[];
  /** What a failed test printed, as far as it is kept. */
  output?: string;
}
