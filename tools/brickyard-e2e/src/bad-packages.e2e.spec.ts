import type { ErrorCode } from '../../brickyard/src/errors';
import { expectFailure, expectSuccess } from './expectations';
import { TestBed } from './test-bed';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  bed.workspace.addFlavour('team', {
    Dockerfile: 'FROM scratch\nCOPY requirements.txt r_packages.sh /\n',
    'requirements.txt': 'pandas==2.2.3\n',
    'r_packages.sh': 'dplyr==1.1.4\n',
  });
});
afterAll(() => bed?.close());

const requirements = 'packages/team/requirements.txt';
const rPackages = 'packages/team/r_packages.sh';

describe('packages that cannot be', () => {
  type Row = [code: ErrorCode, file: string, text: string, said: string[]];
  it.each<Row>([
    [
      'REQUIREMENTS_INVALID',
      requirements,
      'six\npyspark==3.5.0\n',
      [`${requirements}:2: pyspark must not be installed`],
    ],
    [
      'REQUIREMENTS_INVALID',
      requirements,
      '# old\npandas==1.0.0\nsetuptools<70\n',
      [
        `${requirements}:2: pandas==1.0.0: `,
        ' pins pandas==2.2.3, which notebooks import; take the version out or ask for that one',
        `${requirements}:3: setuptools<70: `,
      ],
    ],
    [
      'REQUIREMENTS_INVALID',
      requirements,
      '-r base.txt\n',
      [`${requirements}:1: base.txt: packages/team/base.txt does not exist`],
    ],
    [
      'R_PACKAGES_INVALID',
      rPackages,
      'install-r-packages dplyr>=1.1\ninstall-r-packages R6\n"data.table"\n',
      [`${rPackages}:1: dplyr>=1.1: `, `${rPackages}:3: "data.table": `],
    ],
    [
      'R_PACKAGES_INVALID',
      rPackages,
      'dplyr\nR6\ndplyr==1.1.4\n',
      [`${rPackages}:3: dplyr: is asked for twice, on line 1 before`],
    ],
  ])('%s in %s: nothing is built', async (code, file, text, said) => {
    const good = file === requirements ? 'pandas==2.2.3\n' : 'dplyr==1.1.4\n';
    bed.workspace.write(file, text);
    const finished = await bed.workspace.nx(['docker-push', 'team']);
    bed.workspace.write(file, good);
    expectFailure(finished, code, ...said);
    // The engine got no step, and the registry no byte.
    expect(finished.output).not.toContain('[stage-0 ');
    expect(bed.tap.count('PUT') + bed.tap.count('POST')).toBe(0);
    expect(await bed.localTags()).toEqual([]);
  });

  it('are not locked either', async () => {
    bed.workspace.addFlavour('locked', {
      Dockerfile: `FROM scratch AS lock\nCOPY requirements.txt /locks/\nFROM scratch\nCOPY requirements.txt /\n`,
      'requirements.txt': 'six\npandas==1.0.0\n',
    });
    const finished = await bed.workspace.nx(['lock', 'locked']);
    bed.workspace.remove('packages/locked');
    const place = 'packages/locked/requirements.txt:2: pandas==1.0.0: ';
    expectFailure(finished, 'REQUIREMENTS_INVALID', place);
  });

  it('are no longer in the way once they are put right', async () => {
    expectSuccess(await bed.workspace.nx(['docker-build', 'team']));
    expect(await bed.localTags()).toContain(bed.localName('team'));
  });
});
