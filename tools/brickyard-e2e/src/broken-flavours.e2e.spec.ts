import { expectFailure, expectSuccess } from './expectations';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
});
beforeEach(() => {
  addPlainFlavour(bed, 'sound');
  addPlainFlavour(bed, 'bad');
  bed.workspace.commit('two flavours');
});
afterEach(async () => {
  bed.workspace.remove('packages');
  await bed.forgetImages();
});
afterAll(() => bed?.close());

type Row = [what: string, file: string, text: string, place: string];
const rows: Row[] = [
  ['an exit', 'image.ts', '\nprocess.exit(0);\n', 'image.ts:2'],
  [
    'a variable of nobody',
    'Dockerfile',
    'FROM scratch\nCOPY ${NO} /\n',
    'Dockerfile:2',
  ],
  ['no Dockerfile', '', '', 'Dockerfile'],
];

describe.each(rows)('a flavour with %s', (_what, file, text, place) => {
  beforeEach(() => {
    if (text === '') bed.workspace.remove('packages/bad/Dockerfile');
    else bed.workspace.write(`packages/bad/${file}`, text);
  });
  const path = `packages/bad/${place}`;

  it('fails alone when all are pushed', async () => {
    const pushed = await bed.workspace.push();
    expect(pushed.status).not.toBe(0);
    expect(pushed.output).toContain(path);
    expect(await bed.publishedTags('sound')).toContain('latest');
  });

  it('leaves every other command to the others', async () => {
    const { workspace } = bed;
    const shown = await workspace.nx(['show', 'projects', '--json']);
    expectSuccess(shown);
    expect(JSON.parse(shown.stdout)).toEqual(
      expect.arrayContaining(['bad', 'sound']),
    );
    const words = ['plan', '--flavour=sound', '--json'];
    const plan = await workspace.brickyard(words);
    expectSuccess(plan);
    expect(JSON.parse(plan.stdout)).toMatchObject({
      images: [{ flavour: 'sound' }],
    });
    expect(plan.output).toContain(`warning: ${path}`);
    expectSuccess(await workspace.nx(['docker-build', 'sound']));
    const report = await workspace.brickyard(['report', '--base=HEAD']);
    expectSuccess(report);
    expect(report.output).toContain(path);
    const doctor = await workspace.brickyard(['doctor', 'sound']);
    expect(doctor.output).not.toContain('packages/bad');
  });
});

describe('an image.ts that prints and does not end', () => {
  it('leaves a plan the JSON that it is, and lets it end', async () => {
    bed.workspace.write(
      'packages/bad/image.ts',
      `console.log('{');\nsetInterval(() => undefined, 1000);\nexport default { runtimes: ['17.3-LTS'] };\n`,
    );
    const plan = await bed.workspace.brickyard(['plan', '--json']);
    expectSuccess(plan);
    expect(JSON.parse(plan.stdout)).toHaveProperty('images.length', 2);
  });
});

describe('a COPY that leads out of the folder', () => {
  const text = 'FROM ubuntu:24.04\nCOPY ../content /taken\n';
  const said =
    'packages/bad/Dockerfile:2: COPY ../content: is outside of packages/bad';

  it('is told, and BuildKit takes the file of the folder', async () => {
    const { workspace, engine } = bed;
    workspace.write('packages/content', 'of the folder above\n');
    workspace.write('packages/bad/Dockerfile', text);
    const plan = await workspace.brickyard(['plan']);
    expectSuccess(plan);
    expect(plan.output).toContain(`warning: ${said}`);
    expectFailure(await workspace.nx(['lint', 'bad']), 'CONTEXT_INVALID', said);
    expectSuccess(await workspace.nx(['docker-build', 'bad']));
    const taken = await engine.run(bed.localName('bad'), ['cat', '/taken']);
    expect(taken.trim()).toBe(workspace.id);
  });

  it('is an error in its own words where the folder has no such file', async () => {
    const { workspace } = bed;
    workspace.write('packages/bad/Dockerfile', text);
    workspace.remove('packages/bad/content');
    const built = await workspace.nx(['docker-build', 'bad']);
    const place = 'packages/bad/Dockerfile:2: COPY ../content: no such file';
    expectFailure(built, 'CONTEXT_INVALID', place);
  });
});
