import { createHash, randomBytes } from 'node:crypto';

import { createAccount, traces } from './accounts';
import { expectFailure, expectSuccess } from './expectations';
import { holdsText } from './image-content';
import { PackageIndex } from './package-index';
import type { Finished } from './running-command';
import { TestBed } from './test-bed';

const secret = `never-shown-${randomBytes(16).toString('hex')}`;
let bed: TestBed;
let built: Finished;

beforeAll(async () => {
  bed = await TestBed.open();
  const mount = '--mount=type=secret,id=token';
  // The value of a secret does not change a step, so the step's text must change.
  const print = `: ${bed.workspace.id} && cat /run/secrets/token && echo`;
  const sum = 'sha256sum < /run/secrets/token > /sum';
  bed.workspace.addFlavour('private', {
    Dockerfile: `FROM ubuntu:24.04\nRUN ${mount} ${print} && ${sum}\n`,
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], secrets: [{ id: 'token', env: 'E2E_TOKEN' }] };\n",
  });
  built = await build(secret);
  expectSuccess(built);
});
afterAll(() => bed?.close());

describe('a build secret', () => {
  it('reaches the step that mounts it', async () => {
    const sum = createHash('sha256').update(secret).digest('hex');
    const output = await bed.engine.run(name(), ['cat', '/sum']);
    expect(output).toContain(sum);
  });

  it('is in no log, though the step printed it', () => {
    expect(built.output).toContain('] RUN : ');
    expect(built.output).not.toContain(secret);
    expect(built.output).toContain('│   ***');
  });

  it('is in no layer, label or history', async () => {
    expect(JSON.stringify(await bed.engine.inspect(name()))).not.toContain(
      secret,
    );
    expect(JSON.stringify(await bed.engine.history(name()))).not.toContain(
      secret,
    );
    const sum = createHash('sha256').update(secret).digest('hex');
    // The search finds what the step wrote, so it would find the secret, too.
    expect(await holdsText(bed, name(), sum)).toBe(true);
    expect(await holdsText(bed, name(), secret)).toBe(false);
  });

  it('with another value is the same image', async () => {
    const { output, status } = await build('another value');
    expect(status).toBe(0);
    expect(output).toContain('0 to build, 1 to reuse');
  });
});

describe('an address that a step takes from a secret', () => {
  const account = createAccount('builder', []);
  const wrong = createAccount('builder', []);
  let index: PackageIndex;

  beforeAll(async () => {
    const name = 'inhouse-1.0-py3-none-any.whl';
    const wheel = { name, bytes: Buffer.from('not looked at') };
    index = await PackageIndex.start([wheel], account);
    const pip = 'python3 -m pip download --no-input --no-deps inhouse';
    bed.workspace.addFlavour('indexed', {
      Dockerfile: [
        'FROM ubuntu:24.04',
        'RUN apt-get update -qq && DEBIAN_FRONTEND=noninteractive \\',
        '    apt-get install -qq -y --no-install-recommends python3-pip > /dev/null',
        `RUN --mount=type=secret,id=index : ${bed.workspace.id} \\`,
        '    && sed "s,.*builder:,the password is ,; s,@.*,," /run/secrets/index \\',
        `    && PIP_INDEX_URL="$(cat /run/secrets/index)" ${pip}`,
        '',
      ].join('\n'),
      'image.ts':
        "export default {\n  runtimes: ['17.3-LTS'],\n  secrets: [{ id: 'index', env: 'E2E_INDEX' }],\n};\n",
    });
  });
  afterAll(() => index?.close());

  const words = ['docker-build', 'indexed'];

  it('that refuses the password fails the step, and shows neither', async () => {
    const [right] = traces(account);
    const { password } = wrong;
    const E2E_INDEX = index.address.replace(
      encodeURIComponent(account.password),
      encodeURIComponent(password),
    );
    const finished = await bed.workspace.nx(words, { E2E_INDEX });
    expectFailure(
      finished,
      'BUILD_FAILED',
      'packages/indexed/Dockerfile:4: RUN :',
      'inhouse',
      // The step printed it.
      '| the password is ***',
    );
    expect(index.answers).toContain('401 /simple/inhouse/');
    for (const secret of [right ?? '', ...traces(wrong)])
      expect(finished.output).not.toContain(secret);
    expect(await bed.localTags()).not.toContain(bed.localName('indexed'));
  });

  it('that is not given is reported before the build, with its line', async () => {
    const finished = await bed.workspace.nx(words);
    const place = 'packages/indexed/image.ts:3: secrets: ';
    const said = "'index' is missing: E2E_INDEX is not set, or empty";
    expectFailure(finished, 'SECRET_MISSING', `${place}${said}`);
    expect(finished.output).not.toContain('[1/');
  });
});

function build(value: string): Promise<Finished> {
  const env = { E2E_TOKEN: value };
  return bed.workspace.nx(['docker-build', 'private'], env);
}

function name(): string {
  return bed.localName('private');
}
