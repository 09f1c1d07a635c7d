/** What every project's jest shares: swc instead of a type-checking transform. */
module.exports = {
  testEnvironment: 'node',
  reporters: ['default', require.resolve('./jest.slowest-files.js')],
  // Of few cores, Jest would leave one unused.
  maxWorkers: '100%',
  // Far beyond what any unit test takes: a busy machine is no failure.
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
};
