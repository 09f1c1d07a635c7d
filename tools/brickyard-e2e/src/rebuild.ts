import { expectSuccess } from './expectations';
import { FakeClock } from './fake-clock';
import { listContent, listDifferences } from './list-content';
import { listPackageLayers } from './list-package-layers';
import { SecondEngine } from './second-engine';
import type { TestBed } from './test-bed';

/** Neither the hour nor the day is the same, nor how often a day has passed in between. */
const hoursAhead = 50;

/**
 * Builds flavours, and all that they are made of, in an engine that has nothing, no
 * image and no cache, and whose steps see a later day. Their files are the same
 * then, byte for byte, and so is what is recorded of them. So are the layers that
 * packages are sorted into, with the times in them, and those of the libraries.
 */
export async function expectSameFromNothing(
  bed: TestBed,
  flavours: readonly string[],
  libraries: readonly string[],
): Promise<void> {
  const { workspace } = bed;
  const readAll = () =>
    flavours.map((name) =>
      workspace.read(`dist/packages/${name}/inventory.json`),
    );
  const before = readAll();
  workspace.remove('dist');
  workspace.addFlavour('day', {
    Dockerfile: 'FROM ubuntu:24.04\nRUN date +%s > /seconds\n',
  });
  const clock = new FakeClock(hoursAhead);
  const other = await SecondEngine.start({ clock });
  try {
    const asked = [...flavours, 'day'].join(',');
    const words = ['run-many', '-t', 'docker-build', '-p', asked];
    expectSuccess(await workspace.nx(words, other.env));
    const read = other.probe.run(bed.localName('day'), ['cat', '/seconds']);
    expect(Number(await read) - Date.now() / 1000).toBeGreaterThan(
      (hoursAhead - 1) * 60 * 60,
    );
    expect(readAll()).toEqual(before);
    for (const name of flavours) {
      const [here, there] = await Promise.all(
        [bed.engine, other.probe].map((engine) =>
          listContent(engine, bed.localName(name), { times: true }),
        ),
      );
      expect(listDifferences(here ?? [], there ?? [])).toEqual([]);
      expect(here?.length).toBeGreaterThan(1000);
      const [layers, again] = await Promise.all(
        [bed.engine, other.probe].map((engine) =>
          listPackageLayers(engine, bed.localName(name)),
        ),
      );
      expect(again).toEqual(layers);
    }
    for (const name of libraries) {
      const [here, there] = await Promise.all(
        [bed.engine, other.probe].map((engine) =>
          engine.inspect(bed.localName(name)),
        ),
      );
      expect([name, there?.layers]).toEqual([name, here?.layers]);
    }
  } finally {
    await other.close();
    clock.close();
  }
}
