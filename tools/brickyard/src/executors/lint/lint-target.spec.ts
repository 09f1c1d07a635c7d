import { TestFolder } from '../../testing/test-folder';
import { runTarget } from '../define-target';
import { lintTarget } from './lint-target';

const digest = `sha256:${'a'.repeat(64)}`;
const from = `FROM ubuntu:24.04@${digest}\n`;

let folder: TestFolder;
let written: string;
let now: Date;
beforeEach(() => {
  written = '';
  now = new Date('2027-01-01T12:00:00Z');
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
  it('finds nothing in what is right', async () => {
    addFlavour('good', from);
    expect(await lint('good')).toEqual({
      success: true,
      summary: 'good on 17.3-LTS, 16.4-LTS: no findings',
    });
  });

  it('fails for an error, once for all lines, with file and line', async () => {
    addFlavour('bad', `${from}RUN useradd ubuntu\n`);
    const { success, summary } = await lint('bad');
    expect(success).toBe(false);
    expect(
      summary.match(/packages\/bad\/Dockerfile:2: error SYS-/g),
    ).toHaveLength(1);
    expect(summary).toMatch(/bad on 17\.3-LTS, 16\.4-LTS: 1 error$/);
  });

  it('passes with a warning', async () => {
    addFlavour('loose', 'FROM ubuntu:24.04\n');
    const { success, summary } = await lint('loose');
    expect(success).toBe(true);
    expect(summary).toMatch(/Dockerfile:1: warning IMG-/);
  });

  it('tells 30 days before a waiver ends, and counts what it hid after that', async () => {
    const waiver = `{ rule: 'SYS-06', reason: 'a trial', until: '2027-03-31' }`;
    addFlavour('bad', `${from}RUN useradd ubuntu\n`, {
      'image.ts': `export default { runtimes: ['17.3-LTS'], waivers: [${waiver}] };\n`,
    });
    const at = (day: string) => {
      now = new Date(`${day}T12:00:00Z`);
      return lint('bad');
    };
    expect(await at('2027-02-28')).toEqual({
      ...{ success: true, summary: 'bad on 17.3-LTS: no findings' },
    });
    const soon = await at('2027-03-01');
    expect(soon.success).toBe(true);
    expect(soon.summary).toContain(
      'packages/bad/image.ts: warning WAIVER: the waiver of SYS-06 ends on 2027-03-31',
    );
    const after = await at('2027-04-01');
    expect(after.success).toBe(false);
    expect(after.summary).toContain('Dockerfile:2: error SYS-06');
    expect(after.summary).toContain('waiver of SYS-06 ended on 2027-03-31');
  });

  it('asks only the named lines', async () => {
    addFlavour('good', from);
    expect((await lint('good', ['16.4-LTS'])).summary).toContain(
      'good on 16.4-LTS: ',
    );
  });

  it('names packages that are built from source', async () => {
    const archive = 'src_pkg-1.0.tar.gz';
    addFlavour('good', `${from}COPY ${archive} requirements.txt /\n`, {
      'image.ts':
        "export default { runtimes: ['17.3-LTS'], languages: ['sql'], python: { buildFromSource: ['docopt'] } };\n",
      'requirements.txt': `docopt\n./${archive}\n`,
      [archive]: 'x',
    });
    const { summary } = await lint('good');
    expect(summary).toContain('built from source: docopt, src-pkg\ngood on ');
    const json = await runAll(['good'], undefined, {}, true);
    expect(json.get('good')?.summary).toContain('"buildFromSource"');
  });

  it.each([
    ['./none-1.0-py3-none-any.whl', 'packages/odd/none-1.0'],
    ['../x-1.0-py3-none-any.whl', 'is outside of packages/odd'],
    ['--index-url https://${USER}:${TOKEN}@h/simple', '${TOKEN}: pip takes'],
  ])('names the line of %s', async (line, message) => {
    addFlavour('odd', from, { 'requirements.txt': `ok==1\n${line}\n` });
    const { success, summary } = await lint('odd');
    expect(success).toBe(false);
    expect(summary).toContain('packages/odd/requirements.txt:2: ');
    expect(summary).toContain(message);
  });

  it('names the line of a list that cannot be read, and goes on', async () => {
    addFlavour('odd', from, { 'requirements.txt': 'ok==1\n==2\n' });
    addFlavour('good', from);
    const results = await runAll(['odd', 'good']);
    expect(results.get('odd')).toMatchObject({
      success: false,
      summary: expect.stringContaining(
        'packages/odd/requirements.txt:2',
      ) as unknown,
    });
    expect(results.get('good')?.success).toBe(true);
  });

  it('tells GitHub of lines, only there', async () => {
    addFlavour('bad', `${from}RUN useradd ubuntu\n`);
    await lint('bad');
    expect(written).toBe('');
    await runAll(['bad'], undefined, { GITHUB_ACTIONS: 'true' });
    expect(written).toMatch(
      /^::error file=packages\/bad\/Dockerfile,line=2,title=SYS-\d+::/,
    );
  });

  it('answers in JSON, with the rules that looked', async () => {
    addFlavour('bad', `${from}RUN useradd ubuntu\n`);
    const results = await runAll(['bad'], ['17.3-LTS'], {}, true);
    expect(JSON.parse(results.get('bad')?.summary ?? '')).toMatchObject({
      images: [
        {
          ...{ flavour: 'bad', runtime: '17.3-LTS', waived: [] },
          findings: [{ severity: 'error', place: { line: 2 } }],
          checked: expect.arrayContaining(['SYS-06']) as unknown,
        },
      ],
    });
    expect(results.get('bad')?.success).toBe(false);
  });

  it('fails for a workspace that cannot be read', async () => {
    folder.write('nx.json', '{');
    expect((await lint('good')).success).toBe(false);
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

async function lint(name: string, runtimes?: string[]) {
  const result = (await runAll([name], runtimes)).get(name);
  if (result === undefined) throw new Error(`no result for ${name}`);
  return result;
}

function runAll(
  flavours: string[],
  runtimes?: string[],
  environment: Record<string, string> = {},
  json?: boolean,
) {
  const output = { write: (text: string) => (written += text), isTTY: false };
  const root = folder.path('');
  const options = { runtime: runtimes, json };
  return runTarget(lintTarget, {
    ...{ root, flavours, options, environment, output, now },
  });
}
