import { runtimeBuildArgs } from './build-args';
import { builtInRuntimes, findRuntime } from './catalogue';

const lts = findRuntime(builtInRuntimes, '17.3-LTS');

describe('runtimeBuildArgs', () => {
  it('offers everything that the line knows', () => {
    expect(
      runtimeBuildArgs({
        ...lts,
        r: { version: '4.4.2', cranSnapshot: '2025-01-31' },
      }),
    ).toEqual({
      BASE_IMAGE: 'ubuntu:24.04',
      UBUNTU_VERSION: '24.04',
      JDK_VERSION: '17',
      PYTHON_VERSION: '3.12',
      PIP_VERSION: '25.0.1',
      SETUPTOOLS_VERSION: '74.0.0',
      WHEEL_VERSION: '0.45.1',
      VIRTUALENV_VERSION: '20.29.3',
      R_VERSION: '4.4.2',
      CRAN_SNAPSHOT: '2025-01-31',
      DATABRICKS_RUNTIME: '17.3-LTS',
    });
  });

  it('leaves out what the line does not know', () => {
    const { ubuntu: _ubuntu, r: _r, ...rest } = lts;
    const args = runtimeBuildArgs({ ...rest, python: { version: '3.11' } });
    expect(Object.keys(args)).toEqual([
      'BASE_IMAGE',
      'JDK_VERSION',
      'PYTHON_VERSION',
      'DATABRICKS_RUNTIME',
    ]);
  });

  it('never offers an unconfirmed claim', () => {
    expect(lts.unconfirmed).toHaveProperty(['r.cranSnapshot']);
    expect(runtimeBuildArgs(lts)).not.toHaveProperty('CRAN_SNAPSHOT');
  });
});
