// npm pack: the flavours that `nx g brickyard:init` adds go along as `starter`, and the repository's LICENSE.
const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
/** What working on a flavour leaves behind, and locks of the lab's runtime line. */
const LEFT_OUT =
  /[\\/](?:node_modules|__pycache__|dist|locks[\\/]lab-[^\\/]*)$/;

const starter = join(__dirname, 'starter');
rmSync(starter, { recursive: true, force: true });
for (const name of ['toolbox', 'minimal', 'python', 'r', 'python-r']) {
  cpSync(join(root, 'packages', name), join(starter, name), {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(path),
  });
}
cpSync(join(root, 'LICENSE'), join(__dirname, 'LICENSE'));
