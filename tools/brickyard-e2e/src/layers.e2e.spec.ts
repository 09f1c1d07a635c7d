import { expectFailure, expectSuccess } from './expectations';
import { addLayeredFlavours } from './layered-flavours';
import { listContent, listDifferences } from './list-content';
import { TestBed } from './test-bed';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(['toolbox', 'minimal']);
  addLayeredFlavours(bed.workspace);
  bed.workspace.commit('packages in one layer and in eight');
  expectSuccess(await nx('whole'));
  expectSuccess(await nx('layered'));
  expectSuccess(await nx('stepped'));
}, 900_000);
afterAll(() => bed?.close());

describe('packages in eight layers', () => {
  it.each(['layered', 'stepped'])(
    'are the same files as in one: %s',
    async (name) => {
      const [whole, layered] = await Promise.all([list('whole'), list(name)]);
      const own = whole.filter((line) => line.includes('./databricks/'));
      expect(own.join('\n')).toContain('/bin/move-it');
      expect(own.join('\n')).not.toContain('gone.py');
      expect(listDifferences(whole, layered)).toEqual([]);
    },
  );

  it('are more than one layer, by their sizes', async () => {
    const sizes = await listSizes('layered');
    const [small, middle] = [sizes[0] ?? 0, sizes[1] ?? 0];
    expect(small).toBeLessThan(1_000_000);
    expect(middle).toBeGreaterThan(7_000_000);
    expect(Math.max(...sizes.slice(2, 6))).toBeGreaterThan(29_000_000);
  });

  it('come from two stages, of which the first one keeps what it gave', async () => {
    const [added, , small, middle] = await listSizes('stepped');
    expect(Math.max(added ?? 0, small ?? 0)).toBeLessThan(1_000_000);
    expect(middle).toBeGreaterThan(7_000_000);
    const refused = await nx('removing');
    expectFailure(
      refused,
      'BUILD_FAILED',
      'in-layers: the command removed /databricks/',
    );
  });

  it('have the time of no build', async () => {
    const times = await run('layered', [
      'sh',
      '-c',
      'find /databricks/python3/lib/python3*/site-packages -newermt 1980-01-02 -print',
    ]);
    // What is below has its own.
    expect(times).not.toMatch(/alpha|beta|moved/);
  });
});

const nx = (name: string) => bed.workspace.nx(['docker-build', name]);
const list = (name: string) => listContent(bed.engine, bed.localName(name));
const run = (name: string, command: string[]) =>
  bed.engine.run(bed.localName(name), command);

/** Bytes of the files in each layer, the last one first. */
async function listSizes(name: string): Promise<number[]> {
  const history = await bed.engine.history(bed.localName(name));
  return (history as { Size: number }[]).map(({ Size }) => Size);
}
