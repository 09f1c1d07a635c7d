/**
 * Findings of the rules of 17.3-LTS in images on the lab's stand-in for it, and
 * why the flavours are not to blame.
 */
export const standInReasons = {
  'IMG-02 error': 'the lab has Debian in the place of Ubuntu',
  'IMG-07 error': 'an image of the stand-in says so in its label',
  'PY-01 error': "Debian 12's Python is 3.11, and the runtime's 3.12",
  'PY-04 warning': "minimal has no Python, as Databricks' own has none",
  'R-01 error': "Debian 12's R is 4.2.2, and the runtime's 4.4.2",
  'R-04 error': 'Debian builds no package of R anew for each R',
  'R-04 info': 'Debian builds no package of R anew for each R',
  'R-05 warning': "the stand-in's R packages are Debian's: R keeps its default",
  'R-07 warning': 'as PY-01, of an image for R alone',
};

type Explained = keyof typeof standInReasons;

const system: Explained[] = ['IMG-02 error', 'IMG-07 error'];
const r: Explained[] = [
  ...(['R-01 error', 'R-04 error', 'R-04 info', 'R-05 warning'] as const),
];
const both: Explained[] = [...system, 'PY-01 error', ...r];

/** All findings, by kind. */
export const explainedFindings: Readonly<Record<string, Explained[]>> = {
  minimal: [...system, 'PY-04 warning'],
  python: [...system, 'PY-01 error'],
  r: [...system, ...r, 'R-07 warning'],
  'python-r': both,
  popeye: both,
  'gecko-armadillo': both,
};
