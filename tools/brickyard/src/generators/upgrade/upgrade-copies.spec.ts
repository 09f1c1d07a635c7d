import { flushChanges, FsTree } from 'nx/src/generators/tree';

import {
  commitAll,
  git,
  startRepository,
} from '../../run/testing/test-repository';
import { starterRecordPath } from '../../starter/starter-record';
import { copyStarters } from '../init/copy-starters';
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

describe('a copy', () => {
  it('that was removed stays so', async () => {
    bed.init();
    bed.remove('packages/python');
    const { told, changes } = await bed.upgrade();
    expect(changes).toEqual([]);
    expect(told).toContain(
      'packages/python: was removed here, and stays so. git rm .brickyard/starters/python.json',
    );
  });

  it('that was renamed is found, and goes on under its new name', async () => {
    bed.init();
    git(bed.root, 'mv', 'packages/python', 'packages/team');
    bed.commit();
    const [, words = ''] =
      /: git (mv .*)/.exec((await bed.upgrade()).told) ?? [];
    git(bed.root, ...words.split(' '));
    bed.commit();
    bed.plugin.starter('python', 'requirements.txt', 'theirs\n');
    const { told } = await bed.upgrade({ names: 'team' });
    expect(told).toContain(
      'packages/team, a copy of python: as it is in 0.1.0',
    );
    expect(bed.read('packages/team/requirements.txt')).toBe('theirs\n');
  });

  it('of a starter that is no more is left alone', async () => {
    bed.init();
    bed.plugin.remove('starter/python');
    expect((await bed.upgrade()).told).toContain(
      'this Brickyard has no starter python any more',
    );
  });

  it('outside of git is merged all the same', async () => {
    copyStarters(bed.test.tree, bed.plugin.root, ['python']);
    bed.test.flush();
    bed.plugin.starter('python', 'requirements.txt', 'theirs\n');
    await bed.upgrade();
    expect(bed.read(list)).toBe('theirs\n');
  });

  it('in a folder of a repository is told to git by its path there', async () => {
    bed.plugin.write('repository/nx.json', '{ "plugins": ["brickyard"] }');
    const root = bed.plugin.path('repository/images');
    bed.plugin.write('repository/images/nx.json', '{}');
    const inner = new FsTree(root, false);
    copyStarters(inner, bed.plugin.root, ['python']);
    flushChanges(root, inner.listChanges());
    startRepository(bed.plugin.path('repository'));
    bed.plugin.write(`repository/images/${list}`, 'mine\n');
    bed.plugin.starter('python', 'requirements.txt', 'theirs\n');
    const place = { plugin: bed.plugin.root, environment: gitEnvironment };
    const run = () => generateUpgrade(new FsTree(root, false), {}, place);
    await expect(run()).rejects.toThrow(`${list}: has changes that are not`);
    commitAll(root);
    await (await run()).finish?.();
    expect(git(root, 'status', '--short', '--', list)).toBe(`UU ${list}`);
  });
});

describe('a copy without a record', () => {
  beforeEach(() => {
    bed.init();
    bed.remove('.brickyard');
  });

  it('gets one if it is as this Brickyard has it', async () => {
    const { changes } = await bed.upgrade();
    expect(changes).toEqual(
      ['toolbox', 'minimal', 'python'].map((name) => starterRecordPath(name)),
    );
    await bed.expectNothingLeft();
  });

  it('is left alone if it is like none, and says how to begin', async () => {
    bed.edit(list, lines(...ten, 'mine'));
    const { told, changes } = await bed.upgrade();
    expect(changes).not.toContain(starterRecordPath('python'));
    expect(told).toContain('npx nx g brickyard:upgrade python --base=<folder');
  });

  it('is merged with the folder that it was copied from', async () => {
    bed.edit(list, lines(...ten, 'mine'));
    bed.plugin.write('old/package.json', {
      name: 'brickyard',
      version: '0.0.1',
    });
    bed.plugin.write(
      'old/starter/python/Dockerfile',
      'FROM brickyard/minimal\nCOPY requirements.txt /\n',
    );
    bed.plugin.write('old/starter/python/requirements.txt', lines(...ten));
    bed.plugin.starter('python', 'requirements.txt', lines('theirs', ...ten));
    const { told, failure } = await bed.upgrade({
      names: 'python',
      base: bed.plugin.path('old/starter'),
    });
    expect(failure).toBeUndefined();
    expect(told).toContain('packages/python: 0.0.1 → 0.1.0');
    expect(bed.read(list)).toBe(lines('theirs', ...ten, 'mine'));
    bed.commit();
    expect((await bed.upgrade({ names: 'python' })).changes).toEqual([]);
  });

  it('refuses a folder that has no such starter', async () => {
    bed.edit(list, lines(...ten, 'mine'));
    expect(await bed.refused({ base: 'nowhere' })).toMatchObject({
      code: 'OPTIONS_INVALID',
      message: '--base=nowhere: there is no toolbox/Dockerfile',
    });
  });
});
