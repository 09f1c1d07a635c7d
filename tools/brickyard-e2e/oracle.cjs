// How Brickyard reads what other tools define, beside them: npm run oracle
require('../brickyard/register.cjs');
require('./src/oracle/main.ts').main();
