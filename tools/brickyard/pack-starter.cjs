// npm pack: the flavours that `nx g brickyard:init` adds go along as `starter`.
const { cpSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const starter = join(__dirname, 'starter');
rmSync(starter, { recursive: true, force: true });
for (const name of ['toolbox', 'minimal', 'python', 'r', 'python-r']) {
  cpSync(join(__dirname, '../../packages', name), join(starter, name), {
    recursive: true,
  });
}
