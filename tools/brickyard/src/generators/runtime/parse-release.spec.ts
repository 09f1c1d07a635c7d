import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { caught } from '../../testing/test-error';
import { parseRelease } from './parse-release';

const page = readFileSync(join(__dirname, '__fixtures__/page.html'), 'utf8');
const parse = (text: string) => {
  const { packages, ...facts } = parseRelease(text, 'list');
  return { facts, packages: Object.fromEntries(packages) };
};
const two = { pandas: '2.2.3', 'scikit-learn': '1.6.1' };

describe('parseRelease', () => {
  it('reads a page of release notes', () => {
    expect(parse(page)).toEqual({
      facts: {
        ubuntu: '24.04',
        jdk: '21',
        scala: '2.13',
        python: '3.12',
        r: '4.5.1',
        spark: '4.1.0',
        cranSnapshot: '2025-11-20',
      },
      packages: {
        'annotated-types': '0.7.0',
        jinja2: '3.1.6',
        numpy: '2.1.3',
        pandas: '2.2.3',
        pip: '25.0.1',
        setuptools: '78.1.1',
      },
    });
  });

  it.each([
    ['pip freeze', 'pandas==2.2.3\nscikit_learn == 1.6.1  # models\n'],
    [
      'a lock with hashes',
      'pandas==2.2.3 \\\n    --hash=sha256:00\nscikit-learn==1.6.1\n',
    ],
    [
      'pip list',
      'Package      Version\n------------ -------\npandas       2.2.3\nscikit-learn 1.6.1\n',
    ],
    ['a table as it is copied', 'pandas 2.2.3 scikit-learn 1.6.1\n'],
    [
      'Markdown',
      '### Installed Python libraries\n\n| Library | Version | Library | Version |\n| --- | --- | --- | --- |\n| pandas | 2.2.3 | **Scikit-learn** | 1.6.1 |\n\n### Installed R libraries\n\n| numpy | 1.0 |\n',
    ],
    ['a map', '{ "pandas": "2.2.3", "scikit-learn": "1.6.1" }'],
    [
      'pip list as JSON',
      '[{ "name": "pandas", "version": "2.2.3" }, { "name": "scikit-learn", "version": "1.6.1" }]',
    ],
    [
      'a bill of materials',
      '{ "bomFormat": "CycloneDX", "components": [{ "name": "pandas", "version": "2.2.3", "purl": "pkg:pypi/pandas@2.2.3" }, { "name": "scikit-learn", "version": "1.6.1", "purl": "pkg:pypi/scikit-learn@1.6.1" }, { "name": "acl", "version": "2.3", "purl": "pkg:deb/debian/acl@2.3" }] }',
    ],
    ['lines of Windows', 'pandas==2.2.3\r\nscikit-learn==1.6.1\r\n'],
  ])('reads %s', (_what, text) => {
    expect(parse(text)).toEqual({ facts: {}, packages: two });
  });

  it.each<[string, string, RegExp?]>([
    ['nothing', ''],
    ['prose', 'What is new in 18.3\nIt is faster.'],
    ['another page', '<html><body><h1>Sign in</h1></body></html>'],
    ['JSON of another form', '{ "packages": [1] }'],
    ['broken JSON', '{ "pandas": ', /^list:1: is not JSON/],
    ['an empty list', '[]'],
  ])('refuses %s', (_what, text, message = /^list: /) => {
    expect(caught(() => parse(text))).toMatchObject({
      code: 'PACKAGE_LIST_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });

  it('takes R from a list of its packages', () => {
    expect(
      parseRelease('"","Package","Version"\n"base","base","4.4.2"\n', 'r.csv'),
    ).toEqual({ packages: new Map(), r: '4.4.2' });
  });

  it('refuses a list of R packages without those of R itself', () => {
    const text = '"","Package","Version"\n"cli","cli","3.6.3"\n';
    expect(caught(() => parseRelease(text, 'r.csv'))).toMatchObject({
      code: 'PACKAGE_LIST_INVALID',
      message:
        'r.csv: lists R packages, but not base, whose version is that of R',
    });
  });

  it('refuses a package with two versions', () => {
    const action = () => parse('pandas==2.2.3\nPandas==2.2.4\n');
    expect(caught(action)).toMatchObject({
      code: 'PACKAGE_LIST_INVALID',
      message: 'list:2: pandas is listed as 2.2.4, and as 2.2.3 before',
    });
  });
});
