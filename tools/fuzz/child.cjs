// The process that tries inputs: see src/child.ts.
require('../brickyard/register.cjs');
require('./src/child.ts').main(process.argv.slice(2));
