import { starterRecordPath } from '../../starter/starter-record';
import { lines, list, ten, UpgradeBed } from '../testing/upgrade-bed';

let bed: UpgradeBed;
beforeEach(() => (bed = new UpgradeBed()));
afterEach(() => bed.close());

describe('generateUpgrade', () => {
  it('has nothing to do after init', async () => {
    bed.init();
    expect((await bed.upgrade()).told).toBe(
      'toolbox, minimal, python: as in Brickyard 0.1.0, nothing to do',
    );
  });

  it('takes what nobody edited: changed, new, removed, executable', async () => {
    bed.init();
    bed.plugin.setVersion('0.2.0');
    bed.plugin.starter('python', 'requirements.txt', lines('pandas', ...ten));
    bed.plugin.starter('toolbox', 'bin/apt', '#!/bin/sh\n', 0o644);
    bed.plugin.starter('toolbox', 'bin/new', 'new\n', 0o755);
    bed.plugin.drop('python', 'check.py');
    const { failure } = await bed.upgrade();
    expect(failure).toBeUndefined();
    const files = bed.test.files();
    expect(files).toMatchObject({
      [list]: lines('pandas', ...ten),
      'packages/toolbox/bin/apt': '#!/bin/sh\n',
      'packages/toolbox/bin/new*': 'new\n',
    });
    expect(files).not.toHaveProperty(['packages/python/check.py']);
    await bed.expectNothingLeft();
  });

  it('merges edits of both sides', async () => {
    bed.init();
    bed.edit(list, lines(...ten, 'mine'));
    bed.plugin.setVersion('0.2.0');
    bed.plugin.starter('python', 'requirements.txt', lines('theirs', ...ten));
    const { told } = await bed.upgrade();
    expect(bed.read(list)).toBe(lines('theirs', ...ten, 'mine'));
    expect(told).toContain('packages/python: 0.1.0 → 0.2.0');
    expect(told).toMatch(/merged +requirements.txt/);
  });

  it('keeps edits where Brickyard changed nothing', async () => {
    bed.init();
    bed.edit(list, 'mine\n');
    bed.plugin.setVersion('0.2.0');
    await bed.upgrade();
    expect(bed.read(list)).toBe('mine\n');
    expect(
      JSON.parse(bed.read(starterRecordPath('python')) ?? ''),
    ).toMatchObject({
      version: '0.2.0',
    });
  });

  it('tells which images it rebuilds, and why', async () => {
    bed.init();
    bed.plugin.setVersion('0.2.0');
    bed.plugin.starter('toolbox', 'bin/apt', '#!/bin/sh -e\n', 0o755);
    const { told } = await bed.upgrade();
    expect(told).toContain(
      lines(
        'keys change, so that 3 of 3 images are rebuilt:',
        '  toolbox@17.3-LTS  bin/apt changed',
        '  minimal@17.3-LTS  parent toolbox changed',
        '  python@17.3-LTS   parent minimal changed',
      ),
    );
  });

  it('says that no key changes where no image has the file', async () => {
    bed.init();
    bed.plugin.setVersion('0.2.0');
    bed.plugin.starter('python', 'README.md', 'about\n');
    expect((await bed.upgrade()).told).toContain('no key changes');
  });

  it('tells of locks that are stale by it', async () => {
    const dockerfile =
      'FROM brickyard/minimal AS lock\nFROM brickyard/minimal\n';
    bed.plugin.drop('python', 'requirements.txt');
    bed.plugin.starter('python', 'Dockerfile', dockerfile);
    bed.init();
    bed.plugin.starter('python', 'lsp-requirements.txt', 'rope\n');
    const { told } = await bed.upgrade();
    expect(told).toContain(
      lines(
        'locks are stale by it:',
        '  packages/python/locks/17.3-LTS.lsp.txt: packages/python/lsp-requirements.txt is not locked for 17.3-LTS',
        'next:',
        '  npx nx lock python',
      ),
    );
  });

  it('merges no lock', async () => {
    const lock = 'packages/python/locks/17.3-LTS.txt';
    bed.plugin.starter('python', 'locks/17.3-LTS.txt', '# a lock\n');
    bed.plugin.starter('python', 'locks/16.4-LTS.txt', '# of no line\n');
    bed.plugin.starter('minimal', 'locks/17.3-LTS.txt', '# a lock\n');
    bed.init();
    bed.edit(lock, '# mine\n');
    for (const name of ['python', 'minimal'])
      bed.plugin.starter(name, 'locks/17.3-LTS.txt', '# theirs\n');
    const { told, failure } = await bed.upgrade();
    expect(failure).toBeUndefined();
    expect(bed.read(lock)).toBe('# mine\n');
    expect(bed.read(lock.replace('python', 'minimal'))).toBe('# theirs\n');
    expect(told).toMatch(/stays +locks\/17.3-LTS.txt +locks are not merged/);
  });

  it('leaves a lock away that was removed here, without a word', async () => {
    bed.plugin.starter('python', 'locks/17.3-LTS.txt', '# a lock\n');
    bed.init();
    bed.remove('packages/python/locks');
    bed.plugin.starter('python', 'locks/17.3-LTS.txt', '# another\n');
    const { told } = await bed.upgrade();
    expect(bed.read('packages/python/locks/17.3-LTS.txt')).toBeUndefined();
    expect(told).not.toContain('locks/');
  });
});

describe('files that one side no longer has', () => {
  const check = 'packages/python/check.py';

  it('stay away when they were removed here, and that is told once', async () => {
    bed.init();
    bed.remove(check);
    bed.plugin.starter('python', 'check.py', 'import os\n');
    expect((await bed.upgrade()).told).toMatch(
      /stays +check.py +away: you removed/,
    );
    expect(bed.read(check)).toBeUndefined();
    await bed.expectNothingLeft();
  });

  it('stay where they were edited here, and that is told once', async () => {
    bed.init();
    bed.edit(check, 'import mine\n');
    bed.plugin.drop('python', 'check.py');
    expect((await bed.upgrade()).told).toMatch(
      /stays +check.py +Brickyard removed/,
    );
    expect(bed.read(check)).toBe('import mine\n');
    await bed.expectNothingLeft();
  });
});

describe('what is new', () => {
  it('is told for the versions between, and for these starters', async () => {
    bed.init(['toolbox']);
    bed.plugin.setVersion('0.3.0');
    bed.plugin.starter('toolbox', 'bin/apt', 'new\n', 0o755);
    bed.plugin.write(
      'starter-changes.md',
      lines(
        ...[
          '# Changes',
          '## 0.3.0',
          '- **toolbox**: apt waits',
          '  for a lock',
        ],
        ...['- **r**: another R', '## 0.2.0', '- **python, toolbox**: uv'],
        ...['## 0.1.0', '- **toolbox**: first'],
      ),
    );
    expect((await bed.upgrade()).told).toContain(
      lines(
        'what is new:',
        '  0.2.0  python, toolbox  uv',
        '  0.3.0  toolbox          apt waits for a lock',
      ),
    );
  });
});
