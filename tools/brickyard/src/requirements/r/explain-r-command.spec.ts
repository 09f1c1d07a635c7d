import { explainRWord, findRCommands } from './explain-r-command';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const commit = (of: string) => `<the 40 hex digits of the commit of ${of}>`;

const messages = (script: string) =>
  findRCommands(script).map(({ line, message }) => `${line}: ${message}`);

describe('findRCommands', () => {
  it.each([
    [
      `Rscript -e "remotes::install_github('r-lib/cli@v3.6.0')"`,
      `write github::r-lib/cli@${commit('v3.6.0')}`,
    ],
    [
      `Rscript -e 'remotes::install_github("r-lib/cli@${SHA}", upgrade = "never")'`,
      `write github::r-lib/cli@${SHA}`,
    ],
    [
      `R -e "devtools::install_github(\\"r-lib/cli\\", ref = \\"main\\")"`,
      `write github::r-lib/cli@${commit('main')}`,
    ],
    [`R -e 'install.packages(c("a1","b1"))'`, 'write a1 b1'],
    [
      `R --vanilla -e "install.packages(c('a1', 'b1'), repos='https://h')"`,
      'write a1 b1',
    ],
    [
      `R -q -e "install.packages(\\"a1\\", Ncpus = 4)" -e "install.packages('b1')"`,
      'write a1 b1',
    ],
    [`Rscript -e 'pak::pak("x1")'`, 'write x1'],
    [
      `Rscript -e 'pak::pkg_install(c("x1@1.2", "bioc::limma", "r-lib/cli"))'`,
      'write x1==1.2 bioc::limma github::r-lib/cli@<the 40',
    ],
    [
      `Rscript -e "devtools::install_version('x1', version = '1.2.0')"`,
      'write x1==1.2.0',
    ],
    [`Rscript -e "remotes::install_version('x1', '1.2.0')"`, 'write x1==1.2.0'],
    [
      `Rscript -e "BiocManager::install(c('limma', 'edgeR'))"`,
      'write bioc::limma bioc::edgeR',
    ],
    [
      `Rscript -e "BiocManager::install('owner/repo')"`,
      'write github::owner/repo@',
    ],
    [`Rscript -e "renv::install('x1@1.2')"`, 'write x1==1.2'],
    [`Rscript -e "renv::restore()"`, 'write each as'],
    [`Rscript -e 'if (!require("x1")) install.packages("x1")'`, 'write x1'],
    [`Rscript -e 'devtools::install()'`, 'brickyard:library'],
    [`Rscript -e 'remotes::install_local(".")'`, 'brickyard:library'],
    [`Rscript -e 'pacman::p_load(x1, y1)'`, 'write x1 y1'],
    ['Rscript install.R', 'Rscript: this file'],
    [
      '/opt/R/4.4.2/bin/Rscript install.R',
      '/opt/R/4.4.2/bin/Rscript: this file',
    ],
    ['R -f install.R', 'R: this file'],
    ['R < install.R --no-save', 'R: this file'],
    ['install2.r --error --skipinstalled -n 4 x1 y1', 'write x1 y1'],
    ['/usr/local/bin/install2.r -r https://h x1', 'write x1'],
    ['install.r x1', 'write x1'],
    ['installGithub.r r-lib/cli@v1', `github::r-lib/cli@${commit('v1')}`],
    ['installBioc.r limma', 'write bioc::limma'],
    [`r -e 'install.packages("x1")'`, 'write x1'],
    ['R CMD INSTALL x1_1.2-3.tar.gz', 'write x1==1.2-3'],
    ['R CMD INSTALL .', 'brickyard:library'],
    [
      'RUN apt-get update && apt-get install -y r-cran-dplyr r-bioc-limma',
      'write dplyr bioc::limma, in the capital',
    ],
    ['sudo apt install r-cran-xml=3.9', 'write xml'],
    [
      'conda install -c conda-forge r-dplyr=1.1 bioconductor-limma',
      'write dplyr==1.1 bioc::limma',
    ],
    ['mamba install -y r-base r-xtable', 'write xtable'],
    ['library(x1)', 'write x1'],
    ['library("x1")', 'write x1'],
    ['require(x1)', 'write x1'],
    ['install.packages("x1")', 'write x1'],
    [
      'DEBIAN_FRONTEND=x sudo Rscript -e "install.packages(\'x1\')"',
      'write x1',
    ],
    [`su - -c "R -e \\"install.packages('x1')\\""`, 'write x1'],
  ])('%s', (script, expected) => {
    const found = messages(script);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it.each([
    'dplyr\npak\nremotes devtools renv littler BiocManager R6\n',
    'install-r-packages dplyr \\\n  R6\n',
    '# install.packages("x")\nset -eu\n',
    'apt-get install -y curl\n',
    "don't\n",
  ])('leaves %j alone', (script) => {
    expect(messages(script)).toEqual([]);
  });

  it('takes a command with all of its lines', () => {
    const script = [
      'dplyr',
      'R -e "install.packages(c(',
      "  'a1',",
      "  'b1'",
      '))"',
      "Rscript - <<'EOF'",
      'pkgs <- c("x")',
      'install.packages("c1")',
      'EOF',
      'install.packages(',
      '  "d1"',
      ')',
      'install2.r e1 \\',
      '  f1',
      'R6',
    ].join('\n');
    expect(findRCommands(script).map(({ line, end }) => [line, end])).toEqual([
      [2, 5],
      [6, 9],
      [10, 12],
      [13, 14],
    ]);
    expect(messages(script).map((text) => text.split(' write ')[1])).toEqual([
      'a1 b1',
      'c1',
      'd1',
      'e1 f1',
    ]);
  });

  it.each([
    'install-r-packages reticulate   # Python from R',
    'install-r-packages xtable # Rscript -e "install.packages(1)"',
    '# R -e "library(dplyr)"\ndplyr',
    'dplyr R6',
  ])('has nothing to say of %s', (text) =>
    expect(findRCommands(text)).toEqual([]),
  );

  it('writes calls in a file of calls', () => {
    const [found] = findRCommands('library(x1)', 'install-r-packages ');
    expect(found?.message).toContain('write install-r-packages x1');
  });
});

describe('explainRWord', () => {
  it.each([
    ['r-lib/cli', 'github::r-lib/cli@<the 40 hex digits of the commit>'],
    ['r-lib/cli@v1', `github::r-lib/cli@${commit('v1')}`],
    [`r-lib/cli@${SHA}`, `github::r-lib/cli@${SHA}`],
    ['https://github.com/r-lib/cli.git', 'github::r-lib/cli@<the 40'],
    ['dplyr@1.1.4', 'dplyr==1.1.4'],
    ['cran::dplyr@1.1.4', 'dplyr==1.1.4'],
    ['dplyr=1.1.4', 'dplyr==1.1.4'],
    ['dplyr_1.1.4.tar.gz', 'dplyr==1.1.4'],
    ['r-cran-dplyr', 'dplyr, in the capital letters'],
  ])('%s', (word, spec) => {
    expect(explainRWord(word)).toContain(`${word}: write ${spec}`);
  });

  it.each([
    ['the inner call', 'library(install.packages("a"))', 'library()'],
    ['what a prototype has', 'constructor::install("a")', undefined],
    ['a login', 'library("https://ann:pw@h/a")', 'https://***'],
  ])('takes %s for what it is', (_, text, said) => {
    const [message] = findRCommands(text).map((each) => each.message);
    if (said === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(said);
    expect(message ?? '').not.toContain('pw@');
  });

  it.each([
    'dplyr',
    'dplyr==1.1.4',
    `github::r-lib/cli@${SHA}`,
    'bioc::limma',
    '-x',
    'a,b',
  ])('has nothing to say of %s', (word) =>
    expect(explainRWord(word)).toBeUndefined(),
  );
});
