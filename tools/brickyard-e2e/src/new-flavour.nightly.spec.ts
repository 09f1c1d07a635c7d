import { describeNewFlavour } from './new-flavour';
import { ScratchClone } from './scratch-clone';
import { TestBed } from './test-bed';

const flavours = ['toolbox', 'minimal', 'python', 'r', 'python-r'] as const;
let bed: TestBed;
let clone: ScratchClone;

beforeAll(async () => {
  bed = await TestBed.openWith(flavours);
  clone = new ScratchClone(bed.workspace, flavours);
  await clone.type('nx', 'sync');
  bed.workspace.commit('the flavours');
  await bed.workspace.publish();
});
afterAll(async () => {
  clone?.close();
  await bed?.close();
});

describeNewFlavour(() => ({ bed, clone }), { languages: 'python,r', below: 5 });
