// TypeScript as it is, like what it tries: see register.cjs.
require('../brickyard/register.cjs');
require('./src/main.ts').main(process.argv.slice(2));
