// Writes docs/cluster-failures.md from the table of termination codes; a spec compares the two.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

require('./register.cjs');
const { terminationCauses } = require('./src/cluster/termination-codes.ts');
const {
  renderTerminationPage,
} = require('./src/report/render-termination-page.ts');

const page = join(__dirname, '../../docs/cluster-failures.md');
writeFileSync(page, renderTerminationPage(terminationCauses));
