import { builtInRuntimes, findRuntime } from '../../../runtime/catalogue';
import { noLocalFiles } from '../local-files';
import { noOrigins } from '../package-origins';
import type { PythonLock } from '../python-lock';

/** For specs: a lock of packages/team that was never made. */
export function testLock(
  requirements: string,
  change: Partial<PythonLock> = {},
): PythonLock {
  const file = change.requirements ?? 'requirements.txt';
  return {
    kind: 'python',
    flavour: { name: 'team', path: 'packages/team' },
    line: findRuntime(builtInRuntimes, '17.3-LTS'),
    sources: [file],
    requirements: file,
    path: 'locks/17.3-LTS.txt',
    files: [{ path: file, text: requirements }],
    ancestors: [],
    origins: noOrigins,
    local: noLocalFiles,
    ...change,
  };
}

/** The same on `python`, which asks for this. */
export function testChild(requirements: string, below: string): PythonLock {
  return testLock(requirements, {
    ancestors: [
      {
        flavour: { name: 'python', path: 'packages/python' },
        folder: '/packages/python',
        files: [{ path: 'requirements.txt', text: below }],
        local: noLocalFiles,
      },
    ],
    parentText: 'numpy==2.1.3\n',
  });
}
