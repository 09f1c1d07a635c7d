import { chmodSync, statSync } from 'node:fs';

import { lines, list, ten, UpgradeBed } from '../testing/upgrade-bed';

let bed: UpgradeBed;
beforeEach(() => (bed = new UpgradeBed()));
afterEach(() => bed.close());

describe('odd files', () => {
  it('of two versions that are no text: yours stays, and the run fails', async () => {
    bed.plugin.starter('python', 'logo.bin', 'a\0b');
    bed.init();
    bed.edit('packages/python/logo.bin', 'mine\0b');
    bed.plugin.starter('python', 'logo.bin', 'theirs\0b');
    const { failure } = await bed.upgrade();
    expect(failure).toMatchObject({
      code: 'UPGRADE_CONFLICT',
      problems: [{ place: { file: 'packages/python/logo.bin' } }],
    });
    expect(bed.read('packages/python/logo.bin')).toBe('mine\0b');
  });

  it('that are no text are taken where nobody edited them', async () => {
    bed.plugin.starter('python', 'logo.bin', 'a\0b');
    bed.init();
    bed.plugin.starter('python', 'logo.bin', 'theirs\0b');
    await bed.upgrade();
    expect(bed.read('packages/python/logo.bin')).toBe('theirs\0b');
  });

  it('with the line ends of Windows keep them, edited or not', async () => {
    bed.init();
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    bed.edit(list, windows(lines(...ten, 'mine')));
    bed.edit('packages/python/check.py', windows('import sys\n'));
    bed.plugin.starter('python', 'requirements.txt', lines('theirs', ...ten));
    bed.plugin.starter('python', 'check.py', 'import os\n');
    const { failure } = await bed.upgrade();
    expect(failure).toBeUndefined();
    expect(bed.read(list)).toBe(windows(lines('theirs', ...ten, 'mine')));
    expect(bed.read('packages/python/check.py')).toBe('import os\r\n');
  });

  it('that are links are not written through', async () => {
    bed.init();
    bed.test.folder.write('elsewhere.txt', lines(...ten));
    bed.test.folder.remove(list);
    bed.test.folder.link(list, '../../elsewhere.txt');
    bed.commit();
    bed.plugin.starter('python', 'requirements.txt', 'theirs\n');
    const { failure } = await bed.upgrade();
    expect((failure as Error).message).toContain(`${list}: is a link here`);
    expect(bed.read('elsewhere.txt')).toBe(lines(...ten));
  });

  it('may be folders here', async () => {
    bed.init();
    bed.plugin.starter('python', 'new', 'new\n');
    bed.test.folder.write('packages/python/new/mine', 'mine\n');
    bed.commit();
    const { failure } = await bed.upgrade();
    expect((failure as Error).message).toContain('is a folder here');
    expect(bed.read('packages/python/new/mine')).toBe('mine\n');
  });

  it('keep the mode that was set here', async () => {
    bed.init();
    chmodSync(bed.test.folder.path('packages/python/check.py'), 0o755);
    bed.commit();
    bed.plugin.starter('python', 'check.py', 'import os\n');
    await bed.upgrade();
    expect(bed.read('packages/python/check.py*')).toBe('import os\n');
    const file = bed.test.folder.path('packages/toolbox/bin/apt');
    expect(statSync(file).mode & 0o777).toBe(0o755);
  });
});
