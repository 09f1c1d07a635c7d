import { expectSuccess } from './expectations';
import { SecondEngine } from './second-engine';
import type { SharedFlavour } from './shared-flavours';
import { TestBed } from './test-bed';

/**
 * Builds flavours, and all that they are made of, in an engine that has nothing:
 * no image, no cache. What they contain then is what is recorded of the images
 * that this run shares.
 */
export async function expectSameFromNothing(
  flavours: readonly SharedFlavour[],
  recorded: readonly SharedFlavour[],
): Promise<void> {
  const bed = await TestBed.openWith(flavours);
  const readAll = () =>
    recorded.map((name) =>
      bed.workspace.read(`dist/packages/${name}/inventory.json`),
    );
  let engine: SecondEngine | undefined;
  try {
    const before = readAll();
    bed.workspace.remove('dist');
    engine = await SecondEngine.start();
    const words = ['run-many', '-t', 'docker-build', '-p', flavours.join(',')];
    expectSuccess(await bed.workspace.nx(words, engine.env));
    expect(readAll()).toEqual(before);
  } finally {
    await engine?.close();
    await bed.close();
  }
}
