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
    `# ${description}\n${from} AS base\n`,
    ...(isPython ? [lockedStage(plan)] : []),
    ...(isR ? [rStage(toolbox)] : []),
    ['FROM base\n', isPython && takePython(toolbox), isR && takeR(toolbox)]
      .filter((step) => step !== false)
      .join('\n'),
  ];
  return stages.join('\n\n');
}

const lockedStage = ({ firstRuntime }: DockerfilePlan) =>
  `# COPY takes a name with an ARG in it; a mount does not.
FROM scratch AS locked

ARG DATABRICKS_RUNTIME=${firstRuntime}

COPY locks/\${DATABRICKS_RUNTIME}.txt /python/requirements.txt
# What requirements.txt takes from files; there may be no such folder.
COPY wheels*/ /python/wheels/
`;

const rStage = (
  toolbox: string,
) => `# Compilers for what the repository has no binary of. They stay in this stage.
FROM base AS packages

ARG APT_MIRROR
ARG R_APT_VERSION

RUN ${toolbox} \\
    --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \\
    /toolbox/apt-install r-base-dev=\${R_APT_VERSION}

ARG CRAN_REPOSITORY
ARG CRAN_MIRROR
ARG CRAN_SNAPSHOT

RUN --mount=type=bind,source=r_packages.sh,target=/tmp/r_packages.sh \\
    install-r-packages --library /opt/r-packages --file /tmp/r_packages.sh
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
