import type { RCall } from './r-calls';

/** How each function that installs R packages takes what it installs. */
type Source = 'cran' | 'bioc' | 'github' | 'any' | 'elsewhere' | 'loads';

const FUNCTIONS: Readonly<Record<string, Source>> = {
  'install.packages': 'cran',
  install_cran: 'cran',
  install_version: 'cran',
  update_packages: 'cran',
  install_bioc: 'bioc',
  biocLite: 'bioc',
  install_github: 'github',
  pak: 'any',
  pkg_install: 'any',
  p_load: 'any',
  p_install: 'any',
  p_install_gh: 'github',
  p_load_gh: 'github',
  shelf: 'any',
  pkg_attach2: 'cran',
  install_git: 'elsewhere',
  install_gitlab: 'elsewhere',
  install_bitbucket: 'elsewhere',
  install_svn: 'elsewhere',
  install_url: 'elsewhere',
  install_local: 'elsewhere',
  install_deps: 'elsewhere',
  install_dev: 'elsewhere',
  restore: 'elsewhere',
  library: 'loads',
  require: 'loads',
  requireNamespace: 'loads',
  loadNamespace: 'loads',
};

/** `install` means something else in each package. */
const INSTALL: Readonly<Record<string, Source>> = {
  BiocManager: 'bioc',
  renv: 'any',
  devtools: 'elsewhere',
  remotes: 'elsewhere',
  groundhog: 'cran',
};

/** What to write in place of a call, or why nothing can be; `undefined` for other calls. */
export function writeRSpecs(
  call: RCall,
): { specs: string[]; isInstall: boolean } | undefined {
  const source = findSource(call);
  if (source === undefined) return undefined;
  if (source === 'elsewhere') return { specs: [], isInstall: true };
  const values = listWanted(call);
  const specs =
    call.name === 'install_version'
      ? [writeVersion(call)]
      : values.map((value) => writeSpec(value, source, findReference(call)));
  return { specs: [...new Set(specs)], isInstall: source !== 'loads' };
}

/** Whether a call installs or loads packages. */
export function isPackageCall(call: Pick<RCall, 'name' | 'package'>): boolean {
  return findSource(call) !== undefined;
}

function findSource({
  name,
  package: owner = '',
}: Pick<RCall, 'name' | 'package'>): Source | undefined {
  if (name === 'install')
    return Object.hasOwn(INSTALL, owner) ? INSTALL[owner] : undefined;
  if (name === 'restore' && owner !== 'renv') return undefined;
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

const WANTED = ['pkgs', 'pkg', 'repo', 'package', 'packages'];

/** The first argument; of what takes names one by one, all without a name. */
function listWanted(call: RCall): string[] {
  const unnamed = call.arguments.filter(({ name }) => name === undefined);
  const named = call.arguments.filter(({ name }) =>
    WANTED.includes(name ?? ''),
  );
  const takesAll = /^p_|^shelf$/.test(call.name);
  const wanted = [...named, ...(takesAll ? unnamed : unnamed.slice(0, 1))];
  return wanted.flatMap(({ values }) => values);
}

function findReference({ arguments: all }: RCall): string | undefined {
  return all.find(({ name }) => name === 'ref')?.values[0];
}

function writeVersion(call: RCall): string {
  const [name = ''] = listWanted(call);
  const unnamed = call.arguments.filter((each) => each.name === undefined);
  const named = call.arguments.find((each) => each.name === 'version');
  const version = (named ?? unnamed[1])?.values[0];
  return version === undefined ? name : `${name}==${version}`;
}

/** `github::owner/repo@<commit>`, `bioc::limma`, `dplyr==1.1.4`. */
export function writeSpec(
  written: string,
  source: Source = 'any',
  reference?: string,
): string {
  const [, prefix = '', rest = written] =
    /^(?:[\w.]+=)?([a-z]+)::(.+)$/i.exec(written) ?? [];
  if (prefix === 'bioc' || (source === 'bioc' && !rest.includes('/')))
    return `bioc::${rest.split('@')[0]}`;
  const address = rest.replace(/^https?:\/\/(?:www\.)?github\.com\//, '');
  const [, owner, repository, ref = reference] =
    /^([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/[\w./-]+)?(?:[@#](.+))?$/.exec(
      address,
    ) ?? [];
  if (owner !== undefined && repository !== undefined)
    return `github::${owner}/${repository}@${writeCommit(ref)}`;
  const [name = '', version] = rest.split('@');
  return version === undefined ? name : `${name}==${version}`;
}

/** A tag or a branch may be moved; a commit stays. */
function writeCommit(reference: string | undefined): string {
  if (/^[0-9a-f]{40}$/.test(reference ?? '')) return reference ?? '';
  const of =
    reference === undefined || /^\*/.test(reference) ? '' : ` of ${reference}`;
  return `<the 40 hex digits of the commit${of}>`;
}
