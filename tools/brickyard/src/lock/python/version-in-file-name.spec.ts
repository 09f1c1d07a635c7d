import { versionInFileName } from './version-in-file-name';

describe('versionInFileName', () => {
  it.each([
    ['./wheels/x-1.0-py3-none-any.whl', '1.0'],
    ['https://host/a_b-1.0-2-cp312-cp312-linux_x86_64.whl#sha256=0', '1.0'],
    ['x-1.0%2Bcpu-py3-none-any.whl', '1.0+cpu'],
    ['https://host/x-1.2.tar.gz?a=b', '1.2'],
    ['https://host/archive/main.zip', undefined],
    ['git+https://host/x', undefined],
  ])('%s: %s', (file, version) => {
    expect(versionInFileName(file)).toBe(version);
  });
});
