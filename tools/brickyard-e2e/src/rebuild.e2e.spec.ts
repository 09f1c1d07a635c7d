import { expectSuccess } from './expectations';
import { listPackageLayers } from './list-package-layers';
import { addSmallPython } from './locked-flavours';
import { expectSameFromNothing } from './rebuild';
import { canStartEngine } from './second-engine';
import { TestBed } from './test-bed';

// What apt, pip and uv do to every flavour, with one package. R packages are
// compiled twice in r-packages.e2e.spec.ts; at night every flavour is built again.
const flavour = 'small-python';
const name = 'a flavour contains the same when it is built from nothing again';
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(['toolbox', 'minimal']);
  addSmallPython(bed.workspace, flavour);
  bed.workspace.commit('Python with one package');
  expectSuccess(await bed.workspace.nx(['docker-build', flavour]));
}, 900_000);
afterAll(() => bed?.close());

const unlessMissing = canStartEngine ? it : it.skip;
unlessMissing(
  canStartEngine ? name : `${name} (no second engine here)`,
  async () => {
    const read = bed.workspace.read(`dist/packages/${flavour}/inventory.json`);
    expect(read).toContain('"six"');
    await expectSameFromNothing(bed, ['minimal', flavour], ['toolbox']);
    const image = bed.localName(flavour);
    const layers = await listPackageLayers(bed.engine, image);
    expect(layers.map(({ step }) => step)).toEqual([
      expect.stringMatching('^COPY /layers/8/'),
      expect.stringMatching('^COPY /layers/1/'),
    ]);
  },
  900_000,
);
