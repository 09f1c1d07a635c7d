// Makes a folder of R packages a CRAN repository: writes its PACKAGES, as
// tools::write_PACKAGES does, from the DESCRIPTION in every tarball.
// By hand: node tools/lab/lib/cran-index.cjs <src/contrib>
'use strict';

const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { gunzipSync, gzipSync } = require('node:zlib');

const suffix = '.tar.gz';
/** What R's available.packages() reads, and Built, which marks a binary. */
const fields = [
  ...['Package', 'Version', 'Priority', 'Depends', 'Imports', 'LinkingTo'],
  ...['Suggests', 'Enhances', 'License', 'License_is_FOSS'],
  ...['License_restricts_use', 'OS_type', 'NeedsCompilation', 'Built'],
];

/** Writes PACKAGES and PACKAGES.gz into the folder; returns what they list. */
function indexFolder(folder) {
  const packages = readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => readPackage(join(folder, name)));
  const text = renderPackages(packages);
  writeFileSync(join(folder, 'PACKAGES'), text);
  writeFileSync(join(folder, 'PACKAGES.gz'), gzipSync(text));
  return packages;
}

/** The fields of one tarball, checked against its name. */
function readPackage(file) {
  const bytes = readFileSync(file);
  const [name] = basename(file).split('_');
  const description = parseDescription(readEntry(file, bytes, name));
  const expected = `${description.Package}_${description.Version}${suffix}`;
  if (basename(file) !== expected) {
    throw new Error(`${file} holds ${expected}: rename it`);
  }
  const MD5sum = createHash('md5').update(bytes).digest('hex');
  return { ...description, MD5sum };
}

function readEntry(file, bytes, name) {
  let tar;
  try {
    tar = gunzipSync(bytes);
  } catch (cause) {
    throw new Error(`${file} is not a whole gzip file`, { cause });
  }
  const entry = findEntry(tar, `${name}/DESCRIPTION`);
  if (!entry) throw new Error(`${file} has no ${name}/DESCRIPTION`);
  return entry.toString('utf8');
}

/** https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function findEntry(tar, path) {
  const text = (from, length) =>
    tar.toString('latin1', from, from + length).split('\0')[0];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const content = at + 512;
    if (text(at, 100) === path) return tar.subarray(content, content + size);
    at = content + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

/** `Field: value` lines; a line that starts with white space continues one. */
function parseDescription(text) {
  const unfolded = text.replaceAll(/\r?\n[ \t]+/g, ' ');
  const pairs = [...unfolded.matchAll(/^([^\s:]+):[ \t]*(.*)$/gm)];
  return Object.fromEntries(
    pairs.map(([, field, value]) => [field, value.trim()]),
  );
}

function renderPackages(packages) {
  return packages
    .map((one) =>
      [...fields, 'MD5sum']
        .filter((field) => one[field])
        .map((field) => `${field}: ${one[field]}\n`)
        .join(''),
    )
    .join('\n');
}

module.exports = { indexFolder, parseDescription, renderPackages };

if (require.main === module) {
  try {
    indexFolder(process.argv[2] ?? '.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
