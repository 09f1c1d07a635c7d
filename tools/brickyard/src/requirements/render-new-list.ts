/** The flavour that a list is for, and the one that it is built on. */
interface ListOwner {
  name: string;
  parent?: string;
}

/** What a new `requirements.txt` begins with. */
export function renderRequirementsHead({ name, parent }: ListOwner): string {
  return `# The Python packages of this image${beside(parent)}: one on a
# line, as pandas or plotly~=5.24. \`nx lock ${name}\` resolves this into locks/.
`;
}

/** What a new `apt_packages.txt` begins with. */
export function renderAptHead({ name, parent }: ListOwner): string {
  return `# The system libraries of this image${beside(parent)}: one on a
# line, as libgdal32 or libgdal32=3.6.*. \`nx lock ${name}\` resolves this into locks/.
`;
}

/** What a new `r_packages.sh` begins with. */
export function renderRHead({ parent }: ListOwner): string {
  return `#!/bin/sh
# The R packages of this image${beside(parent)}, from the runtime's
# day of CRAN: install-r-packages sf, or with a version sf==1.0-19.
`;
}

function beside(parent?: string): string {
  return parent === undefined ? '' : `, beside what packages/${parent} has`;
}
