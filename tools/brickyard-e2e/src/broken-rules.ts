import type { Severity } from '../../brickyard/src/conformance/rule';
import type { BadStage } from './bad-images';

interface BrokenRule {
  rule: string;
  image: BadStage | 'sources' | 'r-sources' | 'foreign';
  severity: Severity;
  /** A regular expression for the finding: its message, then what was found. */
  found: string;
  /** Debian does not rebuild packages for each R: a good image has it, too. */
  isAlsoInGood?: true;
}

const row = (line: string): BrokenRule => {
  const [rule = '', image = '', severity = '', ...words] = line.split(' ');
  const named = { rule, image, severity } as Omit<BrokenRule, 'found'>;
  const isAlsoInGood = rule === 'R-04' || undefined;
  return { ...named, found: words.join(' '), isAlsoInGood };
};

/** The rule, the image that breaks it, the severity, and the words for it. */
export const brokenRules: readonly BrokenRule[] = `
DBR-01 bare warning support of 17.3-LTS ended on 2020-01-01; 17.3-LTS
DOC-01 system error history of the image holds a value for HUB_TOKEN
DOC-02 foreign warning COPY --from=\\$TOOL: docker build by hand
DOC-03 foreign warning matches no file; data\\[1\\].csv
DOC-04 foreign warning has no --checksum; https://address.test/a.tgz
IMG-01 bare error not for linux/amd64; linux/arm64
IMG-02 bare error not Ubuntu; no /etc/os-release
IMG-02 system warning another Ubuntu; Ubuntu 22.04.5 LTS
IMG-03 alpine warning musl
IMG-04 system warning user is libraries
IMG-04 foreign warning user is me
IMG-05 foreign warning ENTRYPOINT is set
IMG-05 system warning ENTRYPOINT is set
IMG-06 large warning unpacked image is large; 5\\.
IMG-07 system error labelled for another runtime; 15.4-LTS
IMG-07 bare warning is missing; no label
IMG-08 sources warning ubuntu:24.04 is not pinned
IMG-09 system warning bad:latest is looked up
IMG-10 foreign error not for linux/amd64; linux/arm64
IMG-11 foreign warning for another runtime than 17.3-LTS
IMG-12 foreign warning 100 layers or more
JDK-01 bare error no java on PATH
JDK-02 system warning JNAME names zulu8-ca-amd64
JDK-03 system warning no trust store
JDK-04 system error Spark of its own; /databricks/spark
PY-01 no-python error missing or does not run
PY-01 sources error made with Python 3.10
PY-02 languages warning Python 3.11.0rc1, a pre-release
PY-03 languages error bin/pip is missing
PY-04 languages error virtualenv is not on PATH
PY-05 languages warning PYSPARK_PYTHON is /usr/bin/python3
PY-06 languages error cannot import jedi; ImportError: torn
PY-07 languages error cannot import ipykernel
PY-08 languages error cannot import grpc_status
PY-08 languages error grpcio 1.40.0 is older
PY-09 languages warning cannot import black
PY-10 languages warning cannot import requests
PY-11 languages error pyspark 4.0.0 is in
PY-11 sources error pyspark must not be installed
PY-12 languages warning pandas is 1.5.3
PY-13 languages warning pyspark: installed for the system's Python
PY-13 sources warning pip3 installs for the system's Python
PY-14 languages warning cannot import pylsp
PY-15 system error ROOT_CONDA_ENV tells
PY-15 system error /databricks/conda is in the image
PY-16 languages info py4j
PY-17 sources warning pandas is not locked
R-01 languages error R is 4.1.3
R-02 sources error r-base=4.4.2-1.2404.0 does not pin R
R-03 languages error TeachingDemos is missing
R-03 languages error htmltools does not load
R-04 languages error stale in .* built for R 3.6
R-05 languages warning changes every day
R-05 languages warning binaries for jammy
R-05 languages warning does not send its version
R-05 sources warning changes every day
R-06 languages warning SparkR 4.0.0 is in
R-07 r warning has Python 3.10.4
R-07 r-sources warning made with Python 3.10
R-08 languages info RETICULATE_PYTHON is /usr/bin/python3
R-09 languages info RStudio Server
SYS-01 bare error sudo is not on PATH
SYS-02 system error setfacl is not on PATH
SYS-03 system warning user libraries is not locked
SYS-03 bare warning user libraries is missing
SYS-04 system warning fuse is installed
SYS-05 system info nothing starts it
SYS-06 sources error adds the user ubuntu
SYS-07 system warning LANG is not C.UTF-8; POSIX
SYS-08 system info is not 0; 1
SYS-09 system info package lists
SYS-09 system info compilers are in the image; gcc
`
  .trim()
  .split('\n')
  .map(row);
