module.exports = {
  ...require('../../jest.preset.js'),
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  // One engine and two cores: files that run at once would only be slower.
  maxWorkers: 1,
  testTimeout: 300_000,
};
