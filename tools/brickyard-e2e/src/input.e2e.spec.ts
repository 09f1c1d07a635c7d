import type { ErrorCode } from '../../brickyard/src/errors';
import { expectFailure, expectSuccess } from './expectations';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';
import { canBeUnprivileged, unprivileged } from './unprivileged-user';

let bed: TestBed;
let turn = 0;

beforeAll(async () => {
  bed = await TestBed.open();
});
beforeEach(() => {
  bed.tap.reset();
  // Of its own: what an earlier test has pushed would be reused.
  turn += 1;
  addPlainFlavour(bed, 'bad', `${bed.workspace.id} ${turn}`);
});
afterEach(async () => {
  bed.workspace.remove('packages');
  await bed.forgetImages();
});
afterAll(() => bed?.close());

describe('a Dockerfile that Nx cannot place', () => {
  type Row = [code: ErrorCode, line: number, said: string, text: string];
  it.each<Row>([
    ['DOCKERFILE_INVALID', 2, 'COPPY', 'FROM scratch\nCOPPY a /\n'],
    ['DOCKERFILE_INVALID', 1, 'NOBODY_SAYS', 'FROM ${NOBODY_SAYS}\n'],
    ['PARENT_UNKNOWN', 1, 'packages/none', 'FROM <namespace>/none\n'],
    ['PARENT_CYCLE', 1, 'bad → bad', 'FROM <namespace>/bad\n'],
  ])('is refused, %s: line %i, %s', async (code, line, said, text) => {
    writeBad('Dockerfile', text);
    const place = `packages/bad/Dockerfile:${line}`;

    const finished = await bed.workspace.nx(['docker-push', 'bad']);
    expectFailure(finished, code, place, said);
    const plan = await bed.workspace.brickyard(['plan']);
    expectFailure(plan, code, place, said);
  });
});

describe('a folder that would be passed over', () => {
  it.each([
    ['without package.json', () => remove('package.json'), 'is missing'],
    [
      'with the name of another',
      addCopy,
      "'bad' is already the name of packages/bad",
    ],
  ])('is told, %s', async (_what, change, said) => {
    const path = change();
    const finished = await bed.workspace.push();
    expectFailure(finished, 'FLAVOUR_INVALID', `${path}/package.json`, said);
    const plan = await bed.workspace.brickyard(['plan']);
    expectFailure(plan, 'FLAVOUR_INVALID', `${path}/package.json`, said);
    const written = bed.tap.requests.filter(({ method }) => method === 'PUT');
    const name = path.replace('packages', bed.workspace.namespace);
    expect(written.filter((put) => put.path.includes(name))).toEqual([]);
  });
});

describe('a flavour that cannot be built', () => {
  const secret = 'FROM ubuntu:24.04\nRUN --mount=type=secret,id=netrc true\n';
  const typo = "export default { runtimes: ['17.3-LTS'], langauges: [] };\n";
  const none = 'FROM <registry>/none/none:1\n';

  type Row = [code: ErrorCode, where: string, said: string, text: string];
  it.each<Row>([
    ['BASE_UNRESOLVED', 'Dockerfile:1', 'has no none/none:1', none],
    ['CONTEXT_INVALID', 'Dockerfile:2', 'gone', 'FROM scratch\nCOPY gone /\n'],
    ['REQUIREMENTS_INVALID', 'requirements.txt:2', 'numpy=1', 'six\nnumpy=1\n'],
    ['REQUIREMENTS_INVALID', 'requirements.txt:1', 'pyspark', 'pyspark\n'],
    ['FLAVOUR_INVALID', 'image.ts', 'langauges', typo],
    ['FLAVOUR_INVALID', 'image.ts:2', 'no luck', "\nthrow Error('no luck');\n"],
    ['RUNTIME_UNKNOWN', 'image.ts', '1.0', typo.replace(/17.*]/, "1.0']")],
    ['SECRET_MISSING', 'image.ts', 'netrc', secret],
  ])('is refused, %s: %s, %s', async (code, where, said, text) => {
    const isDockerfile = text.startsWith('FROM');
    writeBad(isDockerfile ? 'Dockerfile' : where.replace(/:.*/, ''), text);
    const finished = await bed.workspace.nx(['docker-push', 'bad']);
    expectFailure(finished, code, `packages/bad/${where}`, said);
    expect(bed.tap.count('PUT') + bed.tap.count('POST')).toBe(0);
    expect(await bed.localTags()).toEqual([]);
  });
});

describe('a context file', () => {
  const unlessRootOnly = canBeUnprivileged ? it : it.skip;

  unlessRootOnly('that cannot be read is named', async () => {
    bed.workspace.write('packages/bad/content', 'closed\n', 0o000);
    const home = { HOME: bed.workspace.root };
    const plan = await bed.workspace.brickyard(['plan'], home, unprivileged);
    expectFailure(plan, 'CONTEXT_UNREADABLE', 'packages/bad/content');
  });

  it('that changes while its parent is built is not sent', async () => {
    const { namespace } = bed.workspace;
    bed.workspace.addFlavour('slow', {
      Dockerfile: `FROM ubuntu:24.04\nRUN echo ${namespace} begins && sleep 3\n`,
    });
    writeBad('Dockerfile', 'FROM <namespace>/slow\nCOPY content /\n');
    const command = bed.workspace.startNx(['docker-build', 'bad']);
    await command.waitFor(`│   ${namespace} begins`);
    bed.workspace.write('packages/bad/content', 'changed since then\n');

    const finished = await command.finished;
    expectFailure(finished, 'CONTEXT_CHANGED', 'packages/bad/content');
    expect(await bed.localTags()).not.toContain(bed.localName('bad'));
    expectSuccess(await bed.workspace.nx(['docker-build', 'bad']));
  });
});

function remove(file: string): string {
  bed.workspace.remove(`packages/bad/${file}`);
  return 'packages/bad';
}

/** A flavour made by hand, without the generator. */
function addCopy(): string {
  addPlainFlavour(bed, 'copy');
  const manifest = { name: 'bad', private: true };
  bed.workspace.write('packages/copy/package.json', manifest);
  return 'packages/copy';
}

function writeBad(file: string, text: string): void {
  const { workspace, tap } = bed;
  const named = text
    .replace('<namespace>', workspace.namespace)
    .replace('<registry>', tap.host);
  workspace.write(`packages/bad/${file}`, named);
}
