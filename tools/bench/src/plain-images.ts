/** An image written without Brickyard: one Dockerfile. */
export interface PlainImage {
  name: 'python' | 'r';
  files: Readonly<Record<string, string>>;
  /** The same files with one more package. */
  changed: Readonly<Record<string, string>>;
}

const clusterPackages =
  'acl bash ca-certificates coreutils iproute2 procps sudo';

export interface PlainPython {
  base: string;
  jdk: string;
  /** The requested packages, and the versions that they must have. */
  requirements: string;
  /** Included by `requirements`. */
  notebook: string;
  constraints: string;
  languageServer: string;
  more: string;
}

/** `pip install -r`, in the runtime's two environments. */
export function plainPython(image: PlainPython): PlainImage {
  const files = {
    Dockerfile: `FROM ${image.base}
RUN mkdir -p /usr/share/man/man1 && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y \\
    ${clusterPackages} openjdk-${image.jdk}-jdk-headless python3 python3-venv virtualenv
RUN useradd libraries && usermod -L libraries
RUN python3 -m venv /databricks/python3 && python3 -m venv /databricks/python-lsp
COPY python-lsp-requirements.txt /tmp/
RUN /databricks/python-lsp/bin/pip install -r /tmp/python-lsp-requirements.txt
COPY requirements.txt notebook.txt constraints.txt /tmp/
RUN /databricks/python3/bin/pip install -r /tmp/requirements.txt -c /tmp/constraints.txt
ENV PYSPARK_PYTHON=/databricks/python3/bin/python3
`,
    'requirements.txt': image.requirements,
    'notebook.txt': image.notebook,
    'constraints.txt': image.constraints,
    'python-lsp-requirements.txt': image.languageServer,
  };
  const requirements = `${image.requirements}\n${image.more}\n`;
  return {
    name: 'python',
    files,
    changed: { ...files, 'requirements.txt': requirements },
  };
}

export interface PlainR {
  base: string;
  jdk: string;
  repository: string;
  packages: readonly string[];
  systemLibraries: string;
  more: string;
}

/** `install.packages`, with the R and the compilers that apt brings along. */
export function plainR(image: PlainR): PlainImage {
  const dockerfile = (packages: readonly string[]) => `FROM ${image.base}
RUN mkdir -p /usr/share/man/man1 && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y \\
    ${clusterPackages} openjdk-${image.jdk}-jdk-headless python3 virtualenv r-base ${image.systemLibraries}
RUN useradd libraries && usermod -L libraries
RUN virtualenv --python python3 --system-site-packages /databricks/python3
RUN Rscript -e 'install.packages(c(${packages.map((name) => `"${name}"`).join(', ')}), repos = "${image.repository}")'
`;
  return {
    name: 'r',
    files: { Dockerfile: dockerfile(image.packages) },
    changed: { Dockerfile: dockerfile([...image.packages, image.more]) },
  };
}
