import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
  const mount = (id: string) => `--mount=type=secret,id=${id}`;
  const step = `RUN ${mount('by.env')} ${mount('by-file')} x\n`;
  workspace.write('packages/base/Dockerfile', `FROM ubuntu:24.04\n${step}`);
});
afterEach(() => workspace.close());

function list(...secrets: string[]): void {
  const lines = ['export default {', "  runtimes: ['17.3-LTS'],"];
  const text = [...lines, '  secrets: [', ...secrets, '  ],', '};'].join('\n');
  workspace.write('packages/base/image.ts', text);
}

describe('build secrets', () => {
  it('are named, each with its line, when they are missing', async () => {
    list("{ id: 'by.env', env: 'A_TOKEN' },", '{ id: "by-file", file: "x/y" }');
    await expect(workspace.run()).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      message:
        "packages/base/image.ts:5: secrets: 'by-file' is missing: the file x/y is empty or cannot be read\n" +
        "packages/base/image.ts:4: secrets: 'by.env' is missing: A_TOKEN is not set, or empty",
    });
    expect(workspace.engine.builds).toEqual([]);
  });

  it('are missing when they are empty, or a folder', async () => {
    list("{ id: 'by.env', env: 'A_TOKEN' },", "{ id: 'by-file', file: 'x' }");
    workspace.environment['A_TOKEN'] = '';
    workspace.write('x/y', 'hunter3');
    await expect(workspace.run()).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      problems: [{ place: { line: 5 } }, { place: { line: 4 } }],
    });
  });

  it('are missing when image.ts does not list them', async () => {
    list("{ id: 'by-file', file: 'x' }", "// { id: 'byxenv', env: 'A' }");
    await expect(workspace.run()).rejects.toMatchObject({
      message: expect.stringContaining(
        "packages/base/image.ts:3: secrets: the Dockerfile mounts the secret 'by.env', which is not listed",
      ) as string,
    });
  });

  it('reach the builds that mount them, and no label', async () => {
    list("{ id: 'by.env', env: 'A_TOKEN' },", "{ id: 'by-file', file: 'x/y' }");
    workspace.environment['A_TOKEN'] = 'hunter2';
    workspace.write('x/y', 'hunter3');
    await workspace.run();
    const [base, child] = workspace.engine.builds;
    expect(base?.secrets).toEqual({
      'by.env': Buffer.from('hunter2'),
      'by-file': Buffer.from('hunter3'),
    });
    expect(child?.secrets).toEqual({});
    const { labels, buildArgs } = base ?? {};
    expect(JSON.stringify({ labels, buildArgs })).not.toMatch(/hunter/);
  });
});
