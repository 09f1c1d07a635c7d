import { expectSuccess } from './expectations';
import { SecondEngine } from './second-engine';
import type { TestBed } from './test-bed';

/**
 * Builds flavours, and all that they are made of, in an engine that has nothing:
 * no image, no cache. What they contain then is what is recorded of their images.
 */
export async function expectSameFromNothing(
  { workspace }: TestBed,
  flavours: readonly string[],
): Promise<void> {
  const readAll = () =>
    flavours.map((name) =>
      workspace.read(`dist/packages/${name}/inventory.json`),
    );
  const before = readAll();
  workspace.remove('dist');
  const engine = await SecondEngine.start();
  try {
    const words = ['run-many', '-t', 'docker-build', '-p', flavours.join(',')];
    expectSuccess(await workspace.nx(words, engine.env));
    expect(readAll()).toEqual(before);
  } finally {
    await engine.close();
  }
}
