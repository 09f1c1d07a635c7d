import { parseRPackages } from '../../../brickyard/src/requirements/r/parse-r-packages';
import { parseRSpec } from '../../../brickyard/src/requirements/r/parse-r-spec';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt } from '../judge';
import type { Target } from '../target';

export const rList: Target = {
  name: 'r-list',
  listSeeds: () => [
    ...readFiles('packages', /r_packages.*\.sh$/),
    ...readFiles('tools/brickyard/src/requirements/r/__fixtures__', /\.sh$/),
    ...readSpecTexts('requirements/r'),
  ],
  tokens: [
    ...['install-r-packages ', 'dplyr', '==1.0.0', 'github::a/b@v1', 'bioc::'],
    ...[
      'Rscript -e ',
      'R -e ',
      'install.packages(',
      'remotes::install_github(',
    ],
    ...['c(', ')', '"a"', "'b'", ', ', 'repos=', 'install_version("a", "1")'],
    ...['library(', 'pak::pkg_install(', 'BiocManager::install(', '`', '$('],
    ...['\\\n', '\n', '; ', ' && ', ' | ', '#', '"', "'", '\\', ' ', '\t'],
    ...['<<EOF\n', '\nEOF\n', 'set -eu\n', 'sudo ', 'apt-get install -y '],
    ...[
      'conda install -c r r-',
      'pip install ',
      '$A',
      '${A}',
      '{',
      '}',
      '/',
      '@',
    ],
    ...['r"(', ')"', '\\u00e9', '%', '<-', '(', 'if ', 'for x in '],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const packages = attempt(text, () => parseRPackages(text, 'f'));
    for (const { name, version } of packages ?? []) {
      const written = version === undefined ? name : `${name}==${version}`;
      if (parseRSpec(written)?.name !== name)
        throw new Error(`${written} is read as something else`);
    }
  },
};
