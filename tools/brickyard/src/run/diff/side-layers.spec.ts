import { DiffBed } from '../testing/diff-bed';
import type { TestWorkspace } from '../testing/test-workspace';
import type { ImageDiff } from './layer-diff';

let bed: DiffBed;
let workspace: TestWorkspace;

beforeEach(async () => {
  bed = await DiffBed.open();
  workspace = bed.workspace;
});
afterEach(() => workspace.close());

describe('layers of two sides', () => {
  const measures = ({ layers }: ImageDiff) =>
    layers && [layers.from.measure, layers.to.measure];

  it('are those of the registry for what was published', async () => {
    await workspace.run({ push: true });
    const { layers } = await bed.diff('base', 'child');
    expect(layers?.layers.map((layer) => layer.in)).toEqual(['to', 'from']);
    expect(layers?.pull).toBe(layers?.to.size);
    const same = await bed.diff('child', bed.published('child'));
    expect(measures(same)).toEqual(['download', 'download']);
    expect(same.layers).toMatchObject({ pull: 0, layers: [{ in: 'both' }] });
  });

  it('are asked for where no record has them', async () => {
    await workspace.run({ push: true });
    workspace.remove('dist');
    workspace.replaceEngine();
    const one = await bed.diff(bed.published('base'), 'child');
    expect(measures(one)).toEqual(['download', 'download']);
    expect(workspace.engine.pulls).toEqual([]);
  });

  it('are those of the engine for what was not', async () => {
    await workspace.run();
    const one = await bed.diff('base', 'brickyard/child');
    expect(measures(one)).toEqual(['unpacked', 'unpacked']);
    expect(workspace.warnings).toEqual([]);
  });

  it('are taken from the engine where a registry tells nothing', async () => {
    await workspace.run({ push: true });
    const name = bed.published('base');
    await bed.diff(name, 'child');
    workspace.memory.store.find('team/base')?.blobs.clear();
    const one = await bed.diff(name, 'child');
    expect(measures(one)).toEqual(['unpacked', 'download']);
  });

  it('are none of a list', async () => {
    await workspace.run();
    workspace.write('a.txt', 'numpy==2.2.0\n');
    expect((await bed.diff('base', 'a.txt')).layers).toBeNull();
  });
});
