import { R_LOCK_COLUMNS } from '../../lock/r/r-lock-text';
import type { FlavourSource } from '../ecosystem';
import { requestedR } from './requested-r';

const lock = [
  R_LOCK_COLUMNS,
  `cli 3.6.1 cran binary src/contrib/cli_3.6.1.tar.gz sha256:${'a'.repeat(64)}`,
  `glue 1.6.2 cran binary src/contrib/glue_1.6.2.tar.gz sha256:${'b'.repeat(64)}`,
].join('\n');

function source(texts: Record<string, string>): FlavourSource {
  return {
    path: 'packages/r',
    lines: ['17.3-LTS', '16.4-LTS'],
    files: Object.keys(texts),
    readText: (file) => texts[file],
    readRequirements: () => ({ requirements: [], problems: [] }),
  };
}
const packagesOf = (texts: Record<string, string>) =>
  requestedR.listPackages(source(texts))[0]?.packages;
const list = { 'r_packages.sh': 'cli\nxtable==1.8-4\n' };

describe('what lists of R packages ask for', () => {
  it('is what the lock of the line has', () => {
    const locked = { ...list, 'locks/16.4-LTS.r.txt': lock };
    expect(packagesOf(locked)).toEqual([
      { name: 'cli', version: '3.6.1' },
      { name: 'glue', version: '1.6.2' },
    ]);
    expect(requestedR.listNames?.(source(locked))[0]?.names).toEqual([
      'cli',
      'xtable',
    ]);
  });

  it('is what the lists say, without one', () => {
    expect(packagesOf(list)).toEqual([
      { name: 'cli', version: 'of the snapshot' },
      { name: 'xtable', version: '1.8-4' },
    ]);
  });
});
