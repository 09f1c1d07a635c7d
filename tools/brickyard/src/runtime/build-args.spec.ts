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
      BIOCONDUCTOR_RELEASE: '3.20',
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

  it('says how a Python and an R get there that the base has not', () => {
    const aptSource = {
      source: 'https://apt.example/ noble-cran40/',
      key: 'https://apt.example/key.asc',
      fingerprint: 'A'.repeat(40),
    };
    const args = runtimeBuildArgs({
      ...lts,
      python: { version: '3.11', aptSource, buildPackages: ['gcc', 'make'] },
      r: {
        version: '4.4.2',
        aptVersion: '4.4.2-1',
        aptSource,
        cranRepository: 'https://cran.example',
      },
    });
    expect(args).toMatchObject({
      PYTHON_APT_SOURCE: aptSource.source,
      PYTHON_APT_KEY: aptSource.key,
      PYTHON_APT_FINGERPRINT: aptSource.fingerprint,
      PYTHON_BUILD_PACKAGES: 'gcc make',
      R_APT_VERSION: '4.4.2-1',
      R_APT_SOURCE: aptSource.source,
      R_APT_KEY: aptSource.key,
      R_APT_FINGERPRINT: aptSource.fingerprint,
      CRAN_REPOSITORY: 'https://cran.example',
    });
  });

  it('never offers an unconfirmed claim', () => {
    const unconfirmed = { 'r.version': { value: '9.9.9', mark: 'M' as const } };
    const args = runtimeBuildArgs({ ...lts, r: undefined, unconfirmed });
    expect(args).not.toHaveProperty('R_VERSION');
  });
});
