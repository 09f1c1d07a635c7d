import { git } from '../../run/testing/test-repository';
import {
  gitEnvironment,
  lines,
  list,
  ten,
  UpgradeBed,
} from '../testing/upgrade-bed';
import { generateUpgrade } from './upgrade';

let bed: UpgradeBed;
beforeEach(() => (bed = new UpgradeBed()));
afterEach(() => bed.close());

describe('an edit that meets one of Brickyard', () => {
  beforeEach(() => {
    bed.init();
    bed.edit(list, lines('mine', ...ten.slice(1)));
    bed.plugin.setVersion('0.2.0');
    bed.plugin.starter(
      'python',
      'requirements.txt',
      lines('theirs', ...ten.slice(1)),
    );
  });

  it('is a conflict with both sides in the file, told by line', async () => {
    const { failure, told } = await bed.upgrade();
    expect(failure).toMatchObject({
      code: 'UPGRADE_CONFLICT',
      problems: [{ place: { file: list, line: 1 } }],
    });
    expect(told).toContain(`CONFLICT  requirements.txt  ${list}:1–5`);
    expect(bed.read(list)).toBe(
      lines(
        ...['<<<<<<< yours', 'mine', '=======', 'theirs'],
        ...['>>>>>>> Brickyard 0.2.0', ...ten.slice(1)],
      ),
    );
  });

  it('is unmerged for git, with the three sides', async () => {
    await bed.upgrade();
    const { root } = bed.test.folder;
    expect(git(root, 'status', '--short', '--', list)).toBe(`UU ${list}`);
    const side = (stage: number) => git(root, 'show', `:${stage}:${list}`);
    expect([1, 2, 3].map((stage) => side(stage).split('\n')[0])).toEqual([
      'line 1',
      'mine',
      'theirs',
    ]);
    git(root, 'checkout', '--theirs', '--', list);
    expect(bed.read(list)).toBe(lines('theirs', ...ten.slice(1)));
  });

  it('stops the next upgrade until it is mended', async () => {
    await bed.upgrade();
    const before = bed.files();
    expect(await bed.refused()).toMatchObject({
      code: 'UPGRADE_CONFLICT',
      problems: [{ place: { file: list, line: 1 } }],
    });
    expect(bed.files()).toEqual(before);
    bed.edit(list, lines('mine and theirs', ...ten.slice(1)));
    await bed.expectNothingLeft();
  });

  it('can be taken back', async () => {
    const before = bed.files();
    const { failure } = await bed.upgrade();
    const [, words = ''] =
      /; git (restore [^;]*?) takes/.exec(
        (failure as { hint?: string }).hint ?? '',
      ) ?? [];
    git(bed.root, ...words.split(' '));
    expect(bed.files()).toEqual(before);
  });

  it('writes nothing without flushing, and says the same', async () => {
    const place = { plugin: bed.plugin.root, environment: gitEnvironment };
    const before = bed.test.files();
    const dry = await generateUpgrade(bed.test.tree, {}, place);
    expect(bed.test.files()).toEqual(before);
    bed.test.flush();
    bed.test.folder.write(list, before[list] ?? '');
    git(bed.root, 'checkout', '--', '.');
    expect((await bed.upgrade()).told).toBe(dry.told.join('\n'));
  });
});
