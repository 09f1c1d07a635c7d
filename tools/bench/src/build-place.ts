import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { listTargets } from '../../brickyard/src/plan/image-target';
import { parseRPackages } from '../../brickyard/src/requirements/r/parse-r-packages';
import { runtimeContextFiles } from '../../brickyard/src/runtime/context-files';
import { runtimeTag } from '../../brickyard/src/runtime/runtime-tag';
import { readWorkspace } from '../../brickyard/src/workspace/read-workspace';
import { type PlainImage, plainPython, plainR } from './plain-images';

/** Where builds happen, from the caller's profile. */
export interface BuildPlace {
  /** Absolute. */
  profile?: string;
  /** External base image, substituted. */
  base: string;
  network?: 'host';
  runtime: string;
  /** Of an image for the runtime: `dbr17.3`. */
  tag: string;
  jdk: string;
  constraints: string;
  repository: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readBuildPlace(root: string, env: Environment): BuildPlace {
  const workspace = readWorkspace(root, env);
  const { options } = workspace;
  const target = listTargets(workspace).find(
    ({ flavour }) => flavour.name === 'python',
  );
  if (target === undefined) throw new Error('there is no packages/python');
  const { runtime } = target;
  const base = options.substitutes[runtime.baseImage] ?? runtime.baseImage;
  const cran = options.mirrors.cran ?? runtime.r?.cranRepository ?? '';
  const codename = runtime.databricks ? 'noble' : 'bookworm';
  const profile = env['BRICKYARD_PROFILE'];
  const [constraints] = runtimeContextFiles(runtime);
  return {
    profile: profile && resolve(root, profile),
    base,
    network: options.buildNetwork,
    runtime: runtime.name,
    tag: runtimeTag(runtime),
    jdk: runtime.jdk.default,
    constraints: constraints?.content ?? '',
    repository: `${cran}/__linux__/${codename}/${runtime.r?.cranSnapshot}`,
  };
}

/** Packages more, for either side: a second one, because the first is published by then. */
const more = {
  python: ['humanize', 'xlsxwriter'],
  r: ['xtable', 'gridExtra'],
} as const;

export function plainImages(root: string, place: BuildPlace): PlainImage[] {
  const read = (path: string) =>
    readFileSync(join(root, 'packages', path), 'utf8');
  const lists = ['notebook_packages.sh', 'r_packages.sh'];
  const packages = lists
    .flatMap((file) => parseRPackages(read(`r/${file}`), file))
    // Archived ones are not in the index that install.packages looks at.
    .filter(({ version }) => version === undefined);
  return [
    plainPython({
      ...place,
      requirements: read('python/requirements.txt'),
      notebook: read('python/notebook.txt'),
      languageServer: read('python/python-lsp-requirements.txt'),
      more: more.python[0],
    }),
    plainR({
      ...place,
      packages: packages.map(({ name }) => name),
      systemLibraries: listLibraries(read('r/apt_packages.txt')),
      more: more.r[0],
    }),
  ];
}

/** Python and R, which depend on the line, are named by the plain Dockerfile itself. */
function listLibraries(list: string): string {
  const words = list.replace(/#.*|^--?.*/gm, '').split(/\s+/);
  return words.filter((word) => word !== '' && !word.includes('${')).join(' ');
}

/** The list of a flavour's packages, and its text with one or both packages more. */
export function requestMore(
  name: PlainImage['name'],
  count: 1 | 2,
): { file: string; lines: string } {
  const names = more[name].slice(0, count);
  return name === 'python'
    ? { file: 'requirements.txt', lines: `${names.join('\n')}\n` }
    : {
        file: 'r_packages.sh',
        lines: `install-r-packages ${names.join(' ')}\n`,
      };
}
