import type { FlavourLanguage } from '../choose-parent';

/** What a flavour's Dockerfile is made of. */
export interface DockerfilePlan {
  description: string;
  /** `brickyard` */
  localNamespace: string;
  parent: string;
  languages: readonly FlavourLanguage[];
  /** The line that a build by hand is for. */
  firstRuntime: string;
}

/** In the shape of the flavours that Brickyard starts a workspace with. */
export function renderDockerfile(plan: DockerfilePlan): string {
  const { description, localNamespace, parent, languages } = plan;
  const from = `FROM ${localNamespace}/${parent}`;
  const isPython = languages.includes('python');
  const isR = languages.includes('r');
  if (!isPython && !isR) return `# ${description}\n${from}\n`;
  const toolbox = `--mount=type=bind,from=${localNamespace}/toolbox,target=/toolbox`;
  return [
    `# ${description}\n\n${lockedStage(plan)}`,
    baseStage(from, toolbox),
    packagesStage([
      ...(isR ? [installR(toolbox)] : []),
      ...(isPython ? [installPython(toolbox)] : []),
    ]),
    ['FROM base\n', takeLayers, ...(isR ? [checkR] : [])].join('\n'),
  ].join('\n\n');
}

const lockedStage = ({ firstRuntime, languages }: DockerfilePlan) =>
  `# COPY takes a name with an ARG in it; a mount does not. A pattern may match
# nothing: not every line has each of these locks.
FROM scratch AS locked

ARG DATABRICKS_RUNTIME=${firstRuntime}

COPY *apt_packages.txt locks/\${DATABRICKS_RUNTIME}.apt.txt* /apt/
${languages.includes('python') ? pythonLock : ''}${languages.includes('r') ? rLock : ''}`;

const pythonLock = `COPY locks/\${DATABRICKS_RUNTIME}.txt /python/requirements.txt
COPY wheels*/ /python/wheels/
`;

const rLock = `COPY *_packages.sh /r/
COPY locks/\${DATABRICKS_RUNTIME}.r.tx[t] /r/lock.txt
`;

const aptLists = `--mount=type=bind,from=locked,source=/apt,target=/tmp/apt \\
`;

const aptCache = `--mount=type=cache,target=/var/cache/apt,sharing=locked \\
`;

const baseStage = (from: string, toolbox: string) => `${from} AS base

ARG APT_MIRROR

RUN ${toolbox} \\
    ${aptLists}    ${aptCache}    /toolbox/apt-install --file /tmp/apt/apt_packages.txt
`;

/** What compiles comes first: what is below in it is built again when it changes. */
const packagesStage = (steps: readonly string[]) =>
  `# What installs stays in this stage, compilers too. Packages come from it in layers.
FROM base AS packages

${steps.join('\n')}`;

const installR = (
  toolbox: string,
) => `ARG R_APT_VERSION CRAN_REPOSITORY CRAN_MIRROR CRAN_SNAPSHOT
ARG BIOCONDUCTOR_REPOSITORY BIOCONDUCTOR_MIRROR BIOCONDUCTOR_RELEASE GITHUB_MIRROR

RUN ${toolbox} \\
    ${aptLists}    --mount=type=bind,from=locked,source=/r,target=/tmp/r \\
    ${aptCache}    /toolbox/in-layers /layers install-r-packages --lock /tmp/r/lock.txt --file /tmp/r/r_packages.sh \\
      --compilers "/toolbox/apt-install --file /tmp/apt/build_apt_packages.txt"
`;

const installPython = (
  toolbox: string,
) => `ARG PIP_INDEX_URL PYTHON_INDEX_MIRRORS

RUN ${toolbox} \\
    --mount=type=bind,from=locked,source=/python,target=/tmp/python \\
    --mount=type=cache,target=/root/.cache/uv \\
    /toolbox/in-layers /layers /toolbox/install-requirements /tmp/python/requirements.txt
`;

/** As many as `in-layers` of the toolbox makes. */
const layerCount = 8;

const takeLayers = `# A layer each, from what seldom changes to all that is small: a package more is a
# small download. COPY cannot delete what newer packages no longer have.
RUN --mount=type=bind,from=packages,source=/layers/removed,target=/mnt xargs -0r rm -rf -- </mnt/list
${Array.from({ length: layerCount }, (_, at) => `COPY --from=packages /layers/${at + 1}/ /\n`).join('')}`;

const checkR = `RUN --mount=type=bind,from=locked,source=/r,target=/tmp/r \\
    install-r-packages --check --file /tmp/r/r_packages.sh
`;
