// TypeScript as it is, like what it mutates: see register.cjs.
require('../brickyard/register.cjs');
require('./src/main.ts').main(process.argv.slice(2));
