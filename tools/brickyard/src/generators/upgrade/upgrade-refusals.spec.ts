import { starterRecordPath } from '../../starter/starter-record';
import { lines, list, ten, UpgradeBed } from '../testing/upgrade-bed';

let bed: UpgradeBed;
beforeEach(() => (bed = new UpgradeBed()));
afterEach(() => bed.close());

describe('what is refused', () => {
  beforeEach(() => bed.init());

  it('files with changes that are not committed, and no others', async () => {
    bed.test.folder.write(list, 'mine\n');
    bed.test.folder.write('packages/minimal/Dockerfile', 'FROM mine\n');
    bed.plugin.starter('python', 'requirements.txt', lines('theirs', ...ten));
    bed.plugin.starter('python', 'new', 'new\n');
    bed.test.folder.write('packages/python/new', 'mine\n');
    expect(await bed.refused()).toMatchObject({
      code: 'UPGRADE_REFUSED',
      message: lines(
        `${list}: has changes that are not committed, and the upgrade changes it`,
        'packages/python/new: is not in git yet, and the upgrade changes it',
      ).trimEnd(),
    });
    expect((await bed.upgrade({ allowDirty: true })).changes).toContain(list);
  });

  it('a record of a newer Brickyard, with what to do', async () => {
    bed.plugin.setVersion('0.0.9');
    expect(await bed.refused()).toMatchObject({
      code: 'UPGRADE_REFUSED',
      message: expect.stringContaining(
        'packages/python is of Brickyard 0.1.0, and the one installed here is 0.0.9',
      ) as string,
      hint: expect.stringContaining('or a newer one') as string,
    });
  });

  it('a record of a newer format', async () => {
    const file = starterRecordPath('python');
    bed.edit(
      file,
      (bed.read(file) ?? '').replace('"format": 1', '"format": 2'),
    );
    expect(await bed.refused()).toMatchObject({
      code: 'STARTER_RECORD_INVALID',
      message: `${file}: was written by a newer Brickyard, for starters of 0.1.0`,
    });
  });

  it('a record with conflicts of its own', async () => {
    const file = starterRecordPath('python');
    bed.edit(file, `${bed.read(file)}<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n`);
    expect(await bed.refused()).toMatchObject({
      code: 'STARTER_RECORD_INVALID',
      message: expect.stringMatching(
        /python\.json:\d+: has a conflict/,
      ) as string,
      hint: expect.stringContaining('git checkout --ours') as string,
    });
  });

  it('a name that no copy has', async () => {
    expect(await bed.refused({ names: 'pyton' })).toMatchObject({
      code: 'FLAVOUR_UNKNOWN',
      hint: 'did you mean python? copies of starters: minimal, python, toolbox',
    });
  });
});
