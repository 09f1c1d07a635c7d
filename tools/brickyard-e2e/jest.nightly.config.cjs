/** The tests that every night runs, and no change waits for. */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['<rootDir>/src/**/*.nightly.spec.ts'],
  testTimeout: 1_800_000,
};
