// How Brickyard reads requirements, beside pip: npm run oracle
require('../brickyard/register.cjs');
require('./src/oracle/main.ts').main();
