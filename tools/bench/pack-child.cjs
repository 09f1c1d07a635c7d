// A process of its own, so that first passes and peak memory are its own.
require('../brickyard/register.cjs');
const [folder, passes] = process.argv.slice(2);
require('./src/pack-child.ts')
  .reportPacking(folder, Number(passes))
  .then((report) => console.log(JSON.stringify(report)));
