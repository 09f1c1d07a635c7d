import { reportOn } from '../testing/report-on';
import { startRepository } from '../testing/test-repository';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
  workspace.write('.gitignore', 'dist\nnode_modules\n');
  startRepository(workspace.root);
});
afterEach(() => workspace.close());

async function costs() {
  const { images } = await reportOn(workspace);
  return images.map(({ cost, estimate }) => [cost, estimate?.isBound]);
}

describe('the cost of a change', () => {
  it('is estimated until it is published', async () => {
    await workspace.run({ push: true });
    workspace.write('packages/child/requirements.txt', 'polars\n');
    expect(await costs()).toEqual([[null, true]]);
    await workspace.run();
    expect(await costs()).toEqual([[null, true]]);
    await workspace.run({ push: true });
    const counted = { download: expect.any(Number) as number };
    expect(await costs()).toMatchObject([[counted, undefined]]);
  });

  it('is not known where nothing was ever published', async () => {
    workspace.write('packages/child/requirements.txt', 'polars\n');
    expect(await costs()).toEqual([[null, undefined]]);
  });
});
