import { ignore, packFiles, requestOf } from './contract-request';
import type { EngineUnderTest } from './engine-contract';

const FILES = { a: 'grün\n', 'more/b': '' };

/** The files of the contract, for a fake. */
export function playFiles(): Record<string, string> {
  return FILES;
}

/** Builds that hand over files. */
export function describeFiles(subject: () => EngineUnderTest): void {
  const context = () =>
    packFiles({
      Dockerfile: 'FROM scratch\nCOPY a /a\nCOPY more /more\n',
      ...FILES,
    });

  it('hands over the files of a build, and makes no container for it', async () => {
    const { engine } = subject();
    const request = requestOf({ tags: [], context: context() });
    const files = await engine.buildFiles(request, ignore);
    expect(Object.fromEntries(files)).toEqual(FILES);
    expect(await subject().listContainers()).toEqual([]);
  });
}
