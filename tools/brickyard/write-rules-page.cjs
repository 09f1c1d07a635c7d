// Writes docs/rules.md from the table of rules; a spec compares the two.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

require('./register.cjs');
const { ruleRows } = require('./src/conformance/rule-table.ts');
const { renderRulesPage } = require('./src/report/render-rules-page.ts');
const { builtInRuntimes, findRuntime } = require('./src/runtime/catalogue.ts');

const runtime = findRuntime(builtInRuntimes, '17.3-LTS');
const page = join(__dirname, '../../docs/rules.md');
writeFileSync(page, renderRulesPage(ruleRows, runtime));
