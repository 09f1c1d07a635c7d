/**
 * Lets Node require TypeScript, through @swc/core alone: loads in 10 ms where
 * the general registers take 250 and more, and every command pays that.
 * Compiled text is kept beside node_modules' other caches, by content.
 */
const { createHash } = require('node:crypto');
const {
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} = require('node:fs');
const { join } = require('node:path');

const cacheFolder = join(__dirname, '../../node_modules/.cache/brickyard');

function compile(source, filename) {
  const { transformSync } = require('@swc/core');
  return transformSync(source, {
    filename,
    sourceMaps: 'inline',
    swcrc: false,
    configFile: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  }).code;
}

function compileCached(source, filename) {
  // Copies of a commit's files (run/export-commit.ts) are never met again.
  if (filename.includes('/brickyard-base-')) return compile(source, filename);
  const name = createHash('sha256')
    .update(filename)
    .update('\0')
    .update(source)
    .digest('hex');
  const cached = join(cacheFolder, `${name}.cjs`);
  try {
    return readFileSync(cached, 'utf8');
  } catch {
    const code = compile(source, filename);
    keep(cached, code);
    return code;
  }
}

function keep(file, code) {
  try {
    mkdirSync(cacheFolder, { recursive: true });
    // Renamed into place, so that a second process never reads half a file.
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A read-only checkout only loses the speed.
  }
}

if (!require.extensions['.ts']) {
  const load = (module, filename) => {
    module._compile(
      compileCached(readFileSync(filename, 'utf8'), filename),
      filename,
    );
  };
  // For a text that is not on disk.
  require.extensions['.ts'] = Object.assign(load, {
    compileText: compileCached,
  });
}
