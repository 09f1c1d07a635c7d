#!/usr/bin/env node
require('../register.cjs');
require('../src/cli/main.ts').main(process.argv.slice(2));
