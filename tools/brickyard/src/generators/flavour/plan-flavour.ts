import { parseImageDefinition } from '../../flavour/parse-image-definition';
import { renderImageFile } from '../../flavour/render-image-file';
import { renderManifest } from '../../flavour/render-manifest';
import type { FlavourLanguage } from '../choose-parent';
import { renderDockerfile } from './render-dockerfile';
import { renderReadme } from './render-readme';

/** Everything that decides the files of a new flavour. */
export interface FlavourPlan {
  name: string;
  description: string;
  localNamespace: string;
  parent: string;
  languages: readonly FlavourLanguage[];
  /** Names of lines. */
  runtimes: readonly string[];
  packages: readonly string[];
  rPackages: readonly string[];
  owners?: readonly string[];
}

/** File name → text. Throws FLAVOUR_INVALID when image.ts would be refused. */
export function renderFlavour(plan: FlavourPlan): Record<string, string> {
  const { name, description, languages, runtimes, owners } = plan;
  const definition = parseImageDefinition(
    { runtimes, languages, ...(owners && { owners }) },
    { file: 'image.ts' },
  );
  const dockerfile = {
    ...plan,
    firstRuntime: runtimes[0] ?? '',
  };
  return {
    Dockerfile: renderDockerfile(dockerfile),
    'README.md': renderReadme(plan),
    'image.ts': renderImageFile(definition),
    'package.json': renderManifest({ name, version: '0.0.0', description }),
    ...(languages.includes('python') && {
      'requirements.txt': renderRequirements(plan),
    }),
    ...(languages.includes('r') && { 'r_packages.sh': renderRPackages(plan) }),
    ...renderAptLists(plan),
  };
}

/** A Dockerfile that installs nothing reads no list. */
function renderAptLists({ name, parent, languages }: FlavourPlan) {
  const isR = languages.includes('r');
  if (!isR && !languages.includes('python')) return {};
  const list = `# The system libraries of this image, beside what packages/${parent} has: one on a
# line, as libgdal32 or libgdal32=3.6.*. \`nx lock ${name}\` resolves this into locks/.
`;
  const build = `# Compilers for R packages that the repository has no binary of.
r-base-dev=\${R_APT_VERSION}
`;
  return {
    'apt_packages.txt': list,
    ...(isR && { 'build_apt_packages.txt': build }),
  };
}

function renderRequirements({ name, parent, packages }: FlavourPlan): string {
  return `# The Python packages of this image, beside what packages/${parent} has: one on a
# line, as pandas or plotly~=5.24. \`nx lock ${name}\` resolves this into locks/.
${packages.length === 0 ? '' : `\n${packages.join('\n')}\n`}`;
}

function renderRPackages({ parent, rPackages }: FlavourPlan): string {
  const call = `install-r-packages ${rPackages.join(' ')}`;
  return `#!/bin/sh
# The R packages of this image, beside what packages/${parent} has, from the runtime's
# day of CRAN: install-r-packages sf, or with a version sf==1.0-19.
${rPackages.length === 0 ? '' : `\n${call}\n`}`;
}
