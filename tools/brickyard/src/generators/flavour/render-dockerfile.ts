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
  const stages = [
    `# ${description}\n\n${lockedStage(plan)}`,
    baseStage(from, toolbox),
    ...(isR ? [rStage(toolbox)] : []),
    ['FROM base\n', isPython && takePython(toolbox), isR && takeR(toolbox)]
      .filter((step) => step !== false)
      .join('\n'),
  ];
  return stages.join('\n\n');
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

const aptCaches = `--mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \\
`;

const baseStage = (from: string, toolbox: string) => `${from} AS base

ARG APT_MIRROR

RUN ${toolbox} \\
    ${aptLists}    ${aptCaches}    /toolbox/apt-install --file /tmp/apt/apt_packages.txt
`;

const rStage = (
  toolbox: string,
) => `# Where there are no binaries, compilers come first. They stay in this stage.
FROM base AS packages

ARG R_APT_VERSION
ARG CRAN_REPOSITORY CRAN_MIRROR CRAN_SNAPSHOT
ARG BIOCONDUCTOR_REPOSITORY BIOCONDUCTOR_MIRROR BIOCONDUCTOR_RELEASE GITHUB_MIRROR

RUN ${toolbox} \\
    ${aptLists}    --mount=type=bind,from=locked,source=/r,target=/tmp/r \\
    ${aptCaches}    install-r-packages --library /opt/r-packages --lock /tmp/r/lock.txt --file /tmp/r/r_packages.sh \\
      --compilers "/toolbox/apt-install --file /tmp/apt/build_apt_packages.txt"
`;

const takePython = (toolbox: string) => `ARG PYTHONDONTWRITEBYTECODE=1
ARG PIP_INDEX_URL
ARG PYTHON_INDEX_MIRRORS

RUN ${toolbox} \\
    --mount=type=bind,from=locked,source=/python,target=/tmp/locked \\
    --mount=type=cache,target=/root/.cache/uv \\
    /toolbox/install-requirements /tmp/locked/requirements.txt
`;

const takeR = (toolbox: string) => `RUN ${toolbox} \\
    --mount=type=bind,from=packages,source=/opt/r-packages,target=/mnt \\
    --mount=type=bind,source=r_packages.sh,target=/tmp/r_packages.sh \\
    /toolbox/take-r-packages /mnt \\
    && install-r-packages --check --file /tmp/r_packages.sh
`;
