import { starterRecordPath } from '../../starter/starter-record';
import { list, UpgradeBed } from '../testing/upgrade-bed';
import { migrateToRecords } from './record-starters';

let bed: UpgradeBed;
beforeEach(() => (bed = new UpgradeBed()));
afterEach(() => bed.close());

function migrate(): string[] {
  const told = migrateToRecords(bed.test.tree, bed.plugin.root);
  bed.test.flush();
  return [...told];
}

describe('migrateToRecords', () => {
  it('records the copies that it recognises, and says how to begin with others', async () => {
    bed.init();
    const before = bed.files();
    bed.remove('.brickyard');
    bed.edit(list, 'mine\n');
    const told = migrate();
    expect(told[0]).toContain('packages/python: left alone');
    expect(told[1]).toContain('nx g brickyard:upgrade --dry-run');
    const python = starterRecordPath('python');
    expect(bed.files()).toEqual(
      Object.fromEntries(
        Object.entries({ ...before, [list]: 'mine\n' }).filter(
          ([path]) => path !== python,
        ),
      ),
    );
    await bed.expectNothingLeft({ names: 'toolbox' });
  });

  it('changes nothing where there are records, and has nothing to say', () => {
    bed.init();
    const before = bed.files();
    expect(migrate()).toEqual([]);
    expect(bed.files()).toEqual(before);
  });

  it('leaves a workspace without starters alone', () => {
    bed.test.addFlavour({ name: 'team' });
    expect(migrate()).toEqual([]);
  });
});
