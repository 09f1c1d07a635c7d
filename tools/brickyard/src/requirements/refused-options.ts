const TAKE_OUT = 'take it out';
const INDEXES =
  "image.ts: python: { indexes: { pytorch: { url: '…', packages: ['torch'] } } }";
const SOURCES = "image.ts: python: { buildFromSource: ['docopt'] }";
const PRE =
  'would take unfinished versions of more than this file asks for: ask for the one that is meant, as name>=2.0rc1';

/**
 * Options that pip takes in a requirements file, and Brickyard does not: why, and
 * what to do instead. The others are honoured.
 */
export const refusedOptions: Readonly<Record<string, string>> = {
  '--index-url': `images below and builds know one main index, which is mirrors.pip of the profile: ${TAKE_OUT}, or name the packages that come from here in ${INDEXES}`,
  '--extra-index-url': `pip merges indexes, so that a stranger's higher version of your package wins: ${TAKE_OUT}, and name the packages that come from here in ${INDEXES}`,
  '--no-index': `what images below ask for comes from an index: ${TAKE_OUT}`,
  '--no-binary': `packages come as wheels; name one that is to be built in ${SOURCES}`,
  '--only-binary': `packages come as wheels anyway, but for those in ${SOURCES}: ${TAKE_OUT}`,
  '--prefer-binary': `packages come as wheels anyway, but for those in ${SOURCES}: ${TAKE_OUT}`,
  '--require-hashes': `an image installs a lock, where every package has its hashes: ${TAKE_OUT}`,
  '--no-require-hashes': `an image installs nothing without its hash: ${TAKE_OUT}`,
  '--pre': PRE,
  '--all-releases': PRE,
  '--only-final': `a final version is taken unless a line asks for another: ${TAKE_OUT}`,
  '--trusted-host': `nothing is downloaded without a check of the certificate: ${TAKE_OUT}, and name your certificate authority in caCertificates of nx.json or the profile`,
  '--use-feature': `it is for pip alone, and uv resolves and installs: ${TAKE_OUT}`,
  '--hash': 'it has no requirement before it: write both on one line',
  '--config-settings': `packages come as wheels, which were built before: ${TAKE_OUT}`,
};
