import { TestFolder } from '../testing/test-folder';
import { runLint } from './run-lint';

const digest = `sha256:${'a'.repeat(64)}`;
const from = `FROM ubuntu:24.04@${digest}\n`;

let folder: TestFolder;
let written: string;
beforeEach(() => {
  written = '';
  folder = new TestFolder({
    'nx.json': JSON.stringify({
      plugins: [
        {
          plugin: 'brickyard',
          options: { registry: 'docker.io', namespace: 'team' },
        },
      ],
    }),
  });
});
afterEach(() => folder.close());

describe('lint', () => {
  it('finds nothing in what is right', () => {
    addFlavour('good', from);
    expect(lint('good')).toEqual({
      success: true,
      summary: 'good on 17.3-LTS, 16.4-LTS: no findings',
    });
  });

  it('fails for an error, once for all lines, with file and line', () => {
    addFlavour('bad', `${from}RUN useradd ubuntu\n`);
    const { success, summary } = lint('bad');
    expect(success).toBe(false);
    expect(
      summary.match(/packages\/bad\/Dockerfile:2: error SYS-/g),
    ).toHaveLength(1);
    expect(summary).toMatch(/bad on 17\.3-LTS, 16\.4-LTS: 1 error$/);
  });

  it('passes with a warning', () => {
    addFlavour('loose', 'FROM ubuntu:24.04\n');
    const { success, summary } = lint('loose');
    expect(success).toBe(true);
    expect(summary).toMatch(/Dockerfile:1: warning IMG-/);
  });

  it('asks only the named lines', () => {
    addFlavour('good', from);
    expect(lint('good', ['16.4-LTS']).summary).toContain('good on 16.4-LTS: ');
  });

  it('names the line of a list that cannot be read, and goes on', () => {
    addFlavour('odd', from, { 'requirements.txt': 'ok==1\n==2\n' });
    addFlavour('good', from);
    const results = runAll(['odd', 'good']);
    expect(results.get('odd')).toMatchObject({
      success: false,
      summary: expect.stringContaining(
        'packages/odd/requirements.txt:2',
      ) as unknown,
    });
    expect(results.get('good')?.success).toBe(true);
  });

  it('tells GitHub of lines, only there', () => {
    addFlavour('bad', `${from}RUN useradd ubuntu\n`);
    lint('bad');
    expect(written).toBe('');
    runAll(['bad'], undefined, { GITHUB_ACTIONS: 'true' });
    expect(written).toMatch(
      /^::error file=packages\/bad\/Dockerfile,line=2,title=SYS-\d+::/,
    );
  });

  it('fails for a workspace that cannot be read', () => {
    folder.write('nx.json', '{');
    expect(lint('good').success).toBe(false);
    expect(written).toContain('nx.json');
  });
});

function addFlavour(
  name: string,
  Dockerfile: string,
  files: Record<string, string> = {},
): void {
  const all = {
    ...{ 'package.json': '{ "private": true }', Dockerfile },
    'image.ts': "export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n",
    ...files,
  };
  for (const [path, text] of Object.entries(all))
    folder.write(`packages/${name}/${path}`, text);
}

function lint(name: string, runtimes?: string[]) {
  const result = runAll([name], runtimes).get(name);
  if (result === undefined) throw new Error(`no result for ${name}`);
  return result;
}

function runAll(
  flavours: string[],
  runtimes?: string[],
  environment: Record<string, string> = {},
) {
  const output = { write: (text: string) => (written += text), isTTY: false };
  const root = folder.path('');
  return runLint({
    root,
    flavours,
    runtimes,
    environment,
    output: output,
  });
}
