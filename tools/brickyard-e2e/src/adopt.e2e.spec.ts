import { expectSuccess } from './expectations';
import type { Finished } from './running-command';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

/** What teams start from, which no machine of ours reaches. */
const databricks = 'databricksruntime/standard:17.3-LTS';

let bed: TestBed;
let standIn: string;
let geo: string;
let chain: string[];

beforeAll(async () => {
  bed = await TestBed.openWith(['toolbox', 'minimal', 'python']);
  const { workspace } = bed;
  standIn = `standard-${workspace.id}`;
  geo = `geo-${workspace.id}`;
  chain = ['base', 'child'].map((name) => `${name}-${workspace.id}`);
  await publishStandIn();
  const place = readPlaceProfile(process.env);
  const own = {
    [databricks]: `${bed.tap.host}/${workspace.namespace}/${standIn}`,
  };
  const substitutes = { ...place.substitutes, ...own };
  workspace.write('profile.json', { ...place, substitutes });
  addInputs();
  workspace.commit('folders as teams have them');
}, 1_200_000);
afterAll(async () => {
  const names = [standIn, geo, ...chain];
  await bed?.engine.removeImages(
    names.flatMap((name) => [
      `${bed.workspace.namespace}/${name}`,
      `${bed.tap.host}/${bed.workspace.namespace}/${name}`,
    ]),
  );
  await bed?.close();
});

/** As Databricks' image has it: Python for notebooks, with pip. */
async function publishStandIn(): Promise<void> {
  const { workspace } = bed;
  workspace.addFlavour(standIn, {
    Dockerfile: `FROM ${workspace.namespace}/python\nRUN virtualenv --quiet --python python3 --system-site-packages /databricks/python3\n`,
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], languages: ['python'] };\n",
  });
  expectSuccess(await workspace.nx(['docker-push', standIn]));
  workspace.remove(`packages/${standIn}`);
}

function addInputs(): void {
  const { workspace } = bed;
  const add = (name: string, files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files))
      workspace.write(`incoming/${name}/${path}`, text);
  };
  add(geo, {
    Dockerfile: `# Of the geo team.
FROM ${databricks}

COPY requirements.txt /tmp/requirements.txt
RUN /databricks/python3/bin/pip install --no-cache-dir -r /tmp/requirements.txt \\
    && rm /tmp/requirements.txt
COPY scripts/ /opt/geo/
`,
    'requirements.txt': 'humanize==4.9.0\n',
    'scripts/hello.sh': '#!/bin/sh\necho hello from geo\n',
    'tests/hello.sh': 'test "$(sh /opt/geo/hello.sh)" = "hello from geo"\n',
    '.env': 'TOKEN=s3cret\n',
  });
  const [base = '', child = ''] = chain;
  add(`family/${base}`, {
    Dockerfile: `FROM ${databricks}\nRUN echo base > /base\n`,
  });
  add(`family/${child}`, {
    Dockerfile: `FROM team.example/data/${base}:3 AS lower\nFROM lower\nRUN cat /base > /child\n`,
  });
  add('family/web', { Dockerfile: 'FROM node:20\nRUN npm ci\n' });
}

/** The commands below "next:", as a person would type them. */
async function followNext({ stdout }: Finished): Promise<string[]> {
  const { workspace } = bed;
  const steps = stdout.slice(stdout.indexOf('next:')).match(/^ {2}npx .*$/gm);
  for (const step of steps ?? []) {
    const [, program, ...words] = step.trim().split(' ');
    const run =
      program === 'nx' ? workspace.nx(words) : workspace.brickyard(words);
    expectSuccess(await run);
  }
  return steps ?? [];
}

describe('a folder with a plain Dockerfile', () => {
  it('is linted, built and tested by what adopt prints', async () => {
    const adopted = await bed.workspace.brickyard(['adopt', `incoming/${geo}`]);
    expectSuccess(adopted);
    expect(adopted.stdout).toContain('without .env: secrets of an environment');
    const steps = await followNext(adopted);
    expect(steps.map((step) => step.trim())).toEqual([
      `npx nx lint ${geo}`,
      `npx nx docker-build ${geo}`,
      `npx nx docker-test ${geo}`,
    ]);
    const shown = await bed.engine.run(bed.localName(geo), [
      '/databricks/python3/bin/python3',
      ...['-c', 'import humanize; print(humanize.__version__)'],
    ]);
    expect(shown).toContain('4.9.0');
  });

  it('is known to what asks about packages', async () => {
    const found = await bed.workspace.brickyard(['find', 'humanize']);
    expectSuccess(found);
    expect(found.stdout).toContain(geo);
    expect(found.stdout).toContain('4.9.0');
  });
});

describe('a folder of folders', () => {
  it('is a chain of flavours; what is no image for clusters stays', async () => {
    const [base = '', child = ''] = chain;
    const adopted = await bed.workspace.brickyard(['adopt', 'incoming/family']);
    expect(adopted.status).toBe(1);
    expect(adopted.stdout).toContain('2 adopted, 1 not');
    expect(adopted.output).toContain(
      'incoming/family/web/Dockerfile:1: node:20 is no base for a cluster',
    );
    const built = await bed.workspace.nx(['docker-build', child]);
    expectSuccess(built);
    expect(await bed.engine.run(bed.localName(child), ['cat', '/child'])).toBe(
      'base\n',
    );
    bed.workspace.write(
      `packages/${base}/Dockerfile`,
      `FROM ${databricks}\nRUN echo other > /base\n`,
    );
    const { images } = await bed.workspace.plan();
    const reasons = images.find(({ flavour }) => flavour === child)?.reasons;
    expect(reasons).toMatchObject([{ part: `parent:${base}` }]);
  });
});
