// npm pack: the flavours that `nx g brickyard:init` adds go along as `starter`, and the repository's LICENSE. With
// --remove, afterwards: copies that stay would be taken for the flavours once these have changed.
const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
/** What working on a flavour leaves behind, and locks of the lab's runtime line. */
const LEFT_OUT =
  /[\\/](?:node_modules|__pycache__|dist|locks[\\/]lab-[^\\/]*)$/;

const starter = join(__dirname, 'starter');
const license = join(__dirname, 'LICENSE');

function gather() {
  for (const name of ['toolbox', 'minimal', 'python', 'r', 'python-r']) {
    cpSync(join(root, 'packages', name), join(starter, name), {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path),
    });
  }
  cpSync(join(root, 'LICENSE'), license);
}

for (const path of [starter, license])
  rmSync(path, { recursive: true, force: true });
if (!process.argv.includes('--remove')) gather();
