module.exports = {
  ...require('../../jest.preset.js'),
  testMatch: ['<rootDir>/src/**/*.e2e.spec.ts'],
  // One engine, however many cores: files wait for it and for downloads half of
  // the time, so that three keep two cores busy. Each names all that it makes
  // after itself, so two do not meet.
  maxWorkers: 3,
  globalSetup: '<rootDir>/set-up.cjs',
  globalTeardown: '<rootDir>/tear-down.cjs',
  testSequencer: '<rootDir>/sequencer.cjs',
  testTimeout: 300_000,
};
