import { parseImageDefinition } from '../../flavour/parse-image-definition';
import { renderImageFile } from '../../flavour/render-image-file';
import { renderManifest } from '../../flavour/render-manifest';
import {
  renderAptHead,
  renderRequirementsHead,
  renderRHead,
} from '../../requirements/render-new-list';
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
  const list = renderAptHead({ name, parent });
  const build = `# Compilers for R packages that the repository has no binary of.
r-base-dev=\${R_APT_VERSION}
`;
  return {
    'apt_packages.txt': list,
    ...(isR && { 'build_apt_packages.txt': build }),
  };
}

function renderRequirements({ name, parent, packages }: FlavourPlan): string {
  const head = renderRequirementsHead({ name, parent });
  return packages.length === 0 ? head : `${head}\n${packages.join('\n')}\n`;
}

function renderRPackages({ name, parent, rPackages }: FlavourPlan): string {
  const head = renderRHead({ name, parent });
  const call = `install-r-packages ${rPackages.join(' ')}`;
  return rPackages.length === 0 ? head : `${head}\n${call}\n`;
}
