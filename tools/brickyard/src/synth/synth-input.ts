import type { CiOptions } from '../workspace/ci-options';

/** What the generated files tell of a package. */
export interface SynthPackage {
  name: string;
  /** `packages/python` */
  path: string;
  kind: 'cluster image' | 'library';
  description: string;
  languages: readonly string[];
  runtimes: readonly string[];
  owners: readonly string[];
  /** Packages that it starts from or copies from, sorted. */
  builtOn: readonly string[];
  /** These and what it mounts for a step, sorted: all that must be there before it. */
  parents: readonly string[];
}

/** Everything that generated files are made of; the same for everybody who has the commit. */
export interface SynthInput {
  /** As nx.json has it: `docker.io`, `team.azurecr.io`. */
  registry: string;
  /** How Dockerfiles name a parent: `FROM <this>/<package>`. */
  localNamespace: string;
  /** Where merged pull requests arrive. */
  mainBranch: string;
  ci: CiOptions;
  /** Sorted by name. */
  packages: readonly SynthPackage[];
}
