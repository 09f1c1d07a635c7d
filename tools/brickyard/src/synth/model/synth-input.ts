import type { CiOptions } from '../../workspace/ci-options';

/** What the generated files say about a package. */
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
  /** These, and the ones that its steps mount, sorted: all that is built before it. */
  parents: readonly string[];
}

/** Everything that generated files are derived from. It depends on the commit alone. */
export interface SynthInput {
  /** As nx.json has it: `docker.io`, `team.azurecr.io`. */
  registry: string;
  /** How Dockerfiles name a parent: `FROM <this>/<package>`. */
  localNamespace: string;
  /** The branch that pull requests are merged into. */
  mainBranch: string;
  ci: CiOptions;
  /** Sorted by name. */
  packages: readonly SynthPackage[];
}
