import { evaluateMarker } from './evaluate-marker';

describe('evaluateMarker', () => {
  it.each<[string, boolean | undefined]>([
    ['python_version < "3.9"', false],
    ['python_version >= "3.9"', true],
    ['python_version == "3.12"', true],
    ['python_version == "3.*"', true],
    ['python_version ~= "3.9"', true],
    ['"3.9" <= python_version', true],
    ['python_version in "3.11, 3.12"', true],
    ['python_version not in "3.11, 3.12"', false],
    ["sys_platform == 'win32'", false],
    ["sys_platform != 'win32'", true],
    ['os_name == "posix" and platform_machine == "x86_64"', true],
    ['os_name == "nt" or python_version > "3.10"', true],
    ['(os_name == "nt" or extra == "a") and python_version < "3"', false],
    ['extra == "dev"', false],
    ['extra == "dev" and os_name == "nt"', false],
    ['extra == "dev" or os_name == "posix"', true],
    ['platform_release == "5" and os_name == "posix"', undefined],
    ['python_full_version >= "3.12.3"', undefined],
    ['sys_platform > "linus"', false],
    ['sys_platform >= "linux"', true],
    ['os_name == sys_platform', false],
    ['"3.12.*" == python_version', false],
    ['python_version == "3.12+x"', false],
    ['python_version > "abc"', false],
  ])('%s is %s for Python 3.12', (marker, expected) => {
    expect(evaluateMarker(marker, '3.12')).toBe(expected);
  });
});
