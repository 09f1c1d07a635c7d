// The bench is TypeScript, as what it measures: see register.cjs.
require('../brickyard/register.cjs');
require('./src/main.ts').main(process.argv.slice(2));
