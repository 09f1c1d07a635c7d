const asCommonjs = (syntax) => [
  '@swc/jest',
  {
    jsc: { parser: { syntax }, target: 'es2022' },
    module: { type: 'commonjs' },
  },
];

/** What every project's jest shares: swc instead of a type-checking transform. */
module.exports = {
  testEnvironment: 'node',
  reporters: ['default', require.resolve('./jest.slowest-files.js')],
  // Of few cores, Jest would leave one unused.
  maxWorkers: '100%',
  // Far beyond what any unit test takes: a busy machine is no failure.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': asCommonjs('typescript'),
    // Node requires an ES module by itself; jest does so from Node 24.9 on.
    '/node_modules/unbash/': asCommonjs('ecmascript'),
  },
  transformIgnorePatterns: ['/node_modules/(?!unbash/)'],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
};
