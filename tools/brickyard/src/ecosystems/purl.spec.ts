import { pypiPurl, renderPurl } from './purl';

describe('renderPurl', () => {
  it.each([
    [{ type: 'cran', name: 'A3', version: '1.0-0' }, 'pkg:cran/A3@1.0-0'],
    [
      {
        type: 'deb',
        namespace: 'ubuntu',
        name: 'libstdc++6',
        version: '1:14.2~rc1-4ubuntu2+b1',
        qualifiers: { distro: 'ubuntu-24.04' },
      },
      'pkg:deb/ubuntu/libstdc%2B%2B6@1:14.2~rc1-4ubuntu2%2Bb1?distro=ubuntu-24.04',
    ],
    [
      {
        type: 'oci',
        name: 'python',
        version: 'sha256:ab',
        qualifiers: { tag: 'k-1', arch: 'amd64' },
      },
      'pkg:oci/python@sha256:ab?arch=amd64&tag=k-1',
    ],
    [
      { type: 'cran', name: "a'(b)!*", version: '1' },
      'pkg:cran/a%27%28b%29%21%2A@1',
    ],
  ] as const)('writes %j', (url, text) => {
    expect(renderPurl(url)).toBe(text);
  });
});

describe('pypiPurl', () => {
  it.each([
    ['PyYAML', '6.0', 'pkg:pypi/pyyaml@6.0'],
    ['typing_extensions', '4.12.2', 'pkg:pypi/typing-extensions@4.12.2'],
    ['torch', '2.5.1+cpu', 'pkg:pypi/torch@2.5.1%2Bcpu'],
    ['zope.interface', '7', 'pkg:pypi/zope.interface@7'],
  ])('normalises %s', (name, version, text) => {
    expect(pypiPurl(name, version)).toBe(text);
  });
});
