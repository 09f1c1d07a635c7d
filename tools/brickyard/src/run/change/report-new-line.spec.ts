import { reportOn } from '../testing/report-on';
import { commitAll, startRepository } from '../testing/test-repository';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
  workspace.write('.gitignore', 'dist\nnode_modules\n');
  startRepository(workspace.root);
});
afterEach(() => workspace.close());

describe('makeReport, of a flavour for a new line', () => {
  it('compares a new line with the one that was the first', async () => {
    const file = 'packages/child/image.ts';
    const takes =
      'ARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /';
    workspace.write(
      'packages/child/Dockerfile',
      `FROM ubuntu:24.04\n${takes}\n`,
    );
    workspace.write(file, "export default { runtimes: ['16.4-LTS'] };\n");
    workspace.write(
      'packages/child/locks/16.4-LTS.txt',
      'pandas==1.5.3\nsix==1.16.0\n',
    );
    commitAll(workspace.root);
    workspace.write('packages/child/locks/17.3-LTS.txt', 'pandas==2.2.3\n');
    for (const others of ["'16.4-LTS'", '']) {
      const runtimes = `['17.3-LTS', ${others}]`;
      workspace.write(file, `export default { runtimes: ${runtimes} };\n`);
      const told = await reportOn(workspace);
      expect(told.images[0]).toMatchObject({
        ...{ id: 'child@17.3-LTS', change: 'new', reasons: [] },
        lines: { from: '16.4-LTS', to: '17.3-LTS' },
        packages: {
          basis: 'sources',
          groups: [
            {
              changed: [{ name: 'pandas', level: 'major' }],
              ...{ removed: [{ name: 'six' }], added: [] },
            },
          ],
        },
      });
      expect(told.summary).toMatchObject({
        ...{ new: 1, removed: others === '' ? 1 : 0, changed: 0 },
      });
    }
  });
});
