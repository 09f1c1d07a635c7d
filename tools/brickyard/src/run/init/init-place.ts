/** The folder that `brickyard init` is called in, as far as it matters. */
export interface InitPlace {
  folder: string;
  /** Names of what is in it; of a folder with a `/` at its end. */
  entries: readonly string[];
  git: GitFacts;
  /** A workspace of Nx further up. */
  outer?: string;
  /** `undefined` where there is no package.json. */
  manifest?: WorkspaceManifest;
  /** Installed or, before that, asked for in package.json. */
  nxVersion?: string;
  /** What nx.json gives the plugin; `undefined` where it does not name it. */
  options?: { registry?: string; namespace?: string };
  /** Of the Brickyard in node_modules. */
  installed?: string;
  /** The Brickyard that is asked. */
  plugin: Plugin;
}

export interface GitFacts {
  /** The work tree that the folder is in. */
  top?: string;
  /** The address of `origin`; it may have a login in it. */
  remote?: string;
  /** What pull requests are merged into. */
  mainBranch?: string;
}

export interface WorkspaceManifest {
  name?: string;
  packageManager?: string;
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
}

export interface Plugin {
  /** Of its package.json. */
  folder: string;
  version: string;
  /** The versions of Nx that it works with. */
  nxRange: string;
}

/** What package.json asks for, of either kind. */
export function askedVersion(
  { manifest = {} }: InitPlace,
  name: string,
): string | undefined {
  return manifest.devDependencies?.[name] ?? manifest.dependencies?.[name];
}
