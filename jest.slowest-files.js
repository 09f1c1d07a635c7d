const { relative } = require('node:path');

const COUNT = 10;

/** Says which test files took longest: where time is to be had. */
module.exports = class {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults
      .map(({ testFilePath, perfStats: { start, end } }) => ({
        name: relative(process.cwd(), testFilePath),
        seconds: (end - start) / 1000,
      }))
      .sort((one, other) => other.seconds - one.seconds);
    if (files.length < 2) return;
    const lines = files
      .slice(0, COUNT)
      .map(
        ({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`,
      );
    process.stderr.write(`\nSlowest files:\n${lines.join('\n')}\n`);
  }
};
