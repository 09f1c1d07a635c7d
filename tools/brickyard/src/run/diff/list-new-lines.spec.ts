import { readWorkspace } from '../../workspace/read-workspace';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import { listNewLines } from './list-new-lines';

const takes = 'ARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}.txt /';
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
  workspace.write('packages/base/Dockerfile', `FROM ubuntu:24.04\n${takes}\n`);
  const locks = 'packages/base/locks';
  workspace.write(`${locks}/16.4-LTS.txt`, 'numpy==1.26.4\nsix==1\n');
  workspace.write(`${locks}/17.3-LTS.txt`, 'numpy==2.1.3\n');
  workspace.write('packages/base/requirements.txt', 'numpy\n');
  workspace.remove('packages/child');
});
afterEach(() => workspace.close());

function build(...runtimes: string[]): void {
  const text = `export default ${JSON.stringify({ runtimes })};`;
  workspace.write('packages/base/image.ts', text);
}

/** As if the engine had these images. */
async function list(...found: string[]) {
  const prepared = await workspace.prepare();
  const images = prepared.plan.images.map((image) =>
    found.includes(image.runtime)
      ? { ...image, foundIn: 'engine' as const, reasons: [] }
      : image,
  );
  const { root, environment } = workspace;
  const plan = { ...prepared.plan, images };
  return listNewLines({ ...prepared, plan }, readWorkspace(root, environment));
}

describe('listNewLines', () => {
  it('compares a line that was never built with one that was', async () => {
    build('17.3-LTS', '16.4-LTS');
    expect(await list('16.4-LTS')).toMatchObject([
      {
        flavour: 'base',
        lines: { from: '16.4-LTS', to: '17.3-LTS' },
        groups: [
          {
            ecosystem: 'python',
            changed: [{ name: 'numpy', level: 'major' }],
            removed: [{ name: 'six' }],
          },
        ],
      },
    ]);
  });

  it('tells nothing where no line was built, or both were', async () => {
    build('17.3-LTS', '16.4-LTS');
    expect(await list()).toEqual([]);
    expect(await list('17.3-LTS', '16.4-LTS')).toEqual([]);
  });

  it('leaves it to others to tell of a list that cannot be read', async () => {
    build('17.3-LTS', '16.4-LTS');
    workspace.write('packages/base/r_packages.sh', 'a b==\n');
    expect(await list('16.4-LTS')).toMatchObject([{ groups: [] }]);
  });
});
