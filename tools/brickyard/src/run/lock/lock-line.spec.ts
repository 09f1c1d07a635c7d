import { showBuilds } from '../testing/test-outcomes';
import { TestWorkspace } from '../testing/test-workspace';

const dockerfile = `FROM ubuntu:24.04 AS lock
RUN --mount=type=bind,target=/flavour lock-requirements
FROM lock
ARG DATABRICKS_RUNTIME=17.3-LTS
COPY locks/\${DATABRICKS_RUNTIME}.txt /
COPY locks/\${DATABRICKS_RUNTIME}.more.txt /
`;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('team', {
    Dockerfile: dockerfile,
    'requirements.txt': 'idna<3.8\n',
    'more-requirements.txt': 'certifi\n',
  });
});
afterEach(() => workspace.close());

async function lock(files: Record<string, string>) {
  workspace.engine.files = () => files;
  const { outcomes } = await workspace.lock({ flavours: ['team'] });
  const outcome = outcomes.get('team@17.3-LTS');
  return outcome?.state === 'done' && outcome.result;
}

describe('lockLine', () => {
  it('resolves only what is stale', async () => {
    const more = { 'more-requirements.txt': 'certifi==1\n' };
    await lock({ 'requirements.txt': 'idna==3.7\n', ...more });
    workspace.write('packages/team/requirements.txt', 'idna<3.9\n');
    expect(await lock({ 'requirements.txt': 'idna==3.8\n' })).toMatchObject([
      { path: 'packages/team/locks/17.3-LTS.more.txt', state: 'unchanged' },
      { path: 'packages/team/locks/17.3-LTS.txt', state: 'changed' },
    ]);
    const [, [, second] = []] = showBuilds(workspace);
    expect(second).toContain('seed/requirements.txt');
    expect(second).not.toContain('seed/more-requirements.txt');
  });
});
