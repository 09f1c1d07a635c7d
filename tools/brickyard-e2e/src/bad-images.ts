/**
 * Stages of one Dockerfile, each an image that breaks rules. `good` breaks only
 * rules that Debian explains: the others start from it, or stand beside it.
 */
export function badImages(namespace: string): string {
  return `${good(namespace)}${system(namespace)}${languages(namespace)}`;
}

export const badStages = [
  ...['good', 'bare', 'alpine', 'system'],
  ...['languages', 'no-python', 'r', 'large'],
] as const;

export type BadStage = (typeof badStages)[number];

const site = '/databricks/python3/lib/python3.11/site-packages';
const library = '/usr/local/lib/R/site-library';
const label = 'LABEL databricks.runtime.version';
const posit = 'https://packagemanager.posit.co/cran';

/** Claims to match the line, so that rules about the line are checked, too. */
const good = (namespace: string) => `FROM ${namespace}/python-r AS good
${label}=17.3-LTS
RUN printf 'ID=ubuntu\\nVERSION_ID=24.04\\nPRETTY_NAME="Ubuntu 24.04.3 LTS"\\n' > /etc/os-release \\
    && echo 'options(repos = c(CRAN = "${posit}/__linux__/noble/2023-06-10"))' >> /etc/R/Rprofile.site
`;

const system = (
  namespace: string,
) => `FROM --platform=linux/amd64 ${namespace}/minimal AS tools

FROM scratch AS bare
COPY --from=tools /bin/dash /bin/sh
COPY --from=tools /lib/x86_64-linux-gnu/libc.so.6 /lib/x86_64-linux-gnu/
COPY --from=tools /lib64/ld-linux-x86-64.so.2 /lib64/

FROM bare AS alpine
COPY --from=tools /etc/passwd /etc/passwd
RUN echo 'ID=alpine' > /etc/os-release

FROM ${namespace}/minimal AS system
${label}=15.4-LTS
ENV LANG=POSIX JNAME=zulu8-ca-amd64 OPENSSL_FORCE_FIPS_MODE=1 \\
    DATABRICKS_ROOT_CONDA_ENV=base
EXPOSE 2200
RUN printf 'ID=ubuntu\\nVERSION_ID=22.04\\nPRETTY_NAME="Ubuntu 22.04.5 LTS"\\n' > /etc/os-release \\
    && echo 'libraries:x' | chpasswd \\
    && rm /etc/ssl/certs/java/cacerts /usr/bin/setfacl \\
    && mkdir -p /databricks/spark /databricks/conda /var/lib/apt/lists \\
    && : > /var/lib/apt/lists/a_Packages \\
    && for name in gcc fusermount sshd; do cp /bin/true "/usr/bin/$name"; done
RUN HUB_TOKEN=not-for-you true
USER libraries
ENTRYPOINT ["serve"]

# A hole: the engine counts it and stores nothing.
FROM tools AS large
RUN truncate --size=5G /hole
`;

/** Most modules do not load, so that inspecting it is quick. */
const languages = (namespace: string) => `FROM good AS languages
ENV PYSPARK_PYTHON=/usr/bin/python3 RETICULATE_PYTHON=/usr/bin/python3
RUN cd ${site} && rm -r ipykernel black requests grpc_status \\
    && echo 'raise ImportError("torn")' > jedi/__init__.py \\
    && echo 'import sys; sys.version = "3.11.0rc1 (main)"' > candidate.pth \\
    && sed -i 's/^Version: .*/Version: 1.40.0/' grpcio-*.dist-info/METADATA \\
    && sed -i 's/^Version: .*/Version: 1.5.3/' pandas-*.dist-info/METADATA \\
    && mkdir pyspark-4.0.0.dist-info \\
    && printf 'Metadata-Version: 2.1\\nName: pyspark\\nVersion: 4.0.0\\nRequires-Dist: py4j==0.10.9.9\\n' > pyspark-4.0.0.dist-info/METADATA \\
    && rm -r /databricks/python-lsp/lib/python3.11/site-packages/pylsp \\
    && rm /databricks/python3/bin/pip /usr/local/bin/virtualenv \\
    && cp -r pyspark-4.0.0.dist-info /usr/local/lib/python3.11/dist-packages/
RUN cd ${library} && rm -r TeachingDemos && : > htmltools/libs/htmltools.so \\
    && cp -r hwriter SparkR && cp -r hwriter stale && Rscript --vanilla -e '\\
      for (each in list(c("SparkR", "4.2.2"), c("stale", "3.6.3"))) { \\
        file <- file.path(each[1], "Meta/package.rds"); it <- readRDS(file); \\
        it$DESCRIPTION[c("Package", "Version")] <- c(each[1], "4.0.0"); \\
        it$Built$R <- package_version(each[2]); saveRDS(it, file) }' \\
    && echo 'local({ v <- R.version; v$minor <- "1.3"; unlockBinding("R.version", baseenv()); assign("R.version", v, baseenv()) })' >> /etc/R/Rprofile.site \\
    && echo 'options(repos = c(CRAN = "${posit}/__linux__/jammy/latest"), HTTPUserAgent = "curl")' >> /etc/R/Rprofile.site \\
    && cp /bin/true /usr/bin/rstudio-server

FROM good AS no-python
RUN rm -r /databricks/python3

FROM ${namespace}/r AS r
RUN echo 'import sys; sys.version = "3.10.4 (main)"' > ${site}/other.pth
`;

interface Sources {
  languages: readonly string[];
  /** Nothing can build it here. */
  isOnlyLinted?: true;
  files: { Dockerfile: string } & Readonly<Record<string, string>>;
}

/** Flavours that break rules about sources. Nothing is installed: `true ||`. */
export const badSources: Readonly<Record<string, Sources>> = {
  sources: {
    languages: ['python', 'r'],
    files: {
      Dockerfile: `FROM ubuntu:24.04
RUN useradd ubuntu
RUN true || apt-get install -y r-base=4.4.2-1.2404.0
RUN true || Rscript -e "install.packages('hwriter', repos = '${posit}/latest')"
RUN true || virtualenv -p python3.10 /databricks/python3
RUN true || pip3 install cowsay
RUN true || /databricks/python3/bin/pip install pyspark==4.0.0
`,
      'requirements.txt': 'pandas>=2\n',
    },
  },
  foreign: {
    languages: [],
    isOnlyLinted: true,
    files: {
      Dockerfile: `ARG TOOL=tool
FROM --platform=linux/arm64 databricksruntime/standard:13.3-LTS
ARG TOOL
${'RUN true\n'.repeat(96)}ADD https://address.test/a.tgz /
COPY data[1].csv /
COPY --from=$TOOL a /
USER me
ENTRYPOINT ["serve"]
`,
      'data[1].csv': '',
    },
  },
  'r-sources': {
    languages: ['r'],
    files: {
      Dockerfile: `FROM ubuntu:24.04
RUN true || virtualenv -p python3.10 /databricks/python3
`,
    },
  },
};
