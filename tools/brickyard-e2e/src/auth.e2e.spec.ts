import { type Account, createAccount, traces } from './accounts';
import { DockerConfig } from './docker-config';
import { expectFailure, expectSuccess } from './expectations';
import { fileAccount, passwordFile } from './password-file';
import { publishBase } from './private-base';
import type { Finished } from './running-command';
import type { TappedRequest } from './tapped-request';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';
import { TokenServer } from './token-server';

const writer = createAccount('writer', ['pull', 'push']);
const reader = createAccount('reader', ['pull']);
const wrong = createAccount('writer', []);
const accounts = [writer, reader, wrong, fileAccount];

/** What commands printed since the last test. */
const outputs: Finished[] = [];

async function noted(command: Promise<Finished>): Promise<Finished> {
  const finished = await command;
  outputs.push(finished);
  return finished;
}

afterEach(() => {
  expect(outputs).not.toEqual([]);
  outputs.splice(0).forEach(expectNoSecrets);
});

describe('a registry with tokens', () => {
  let tokens: TokenServer;
  let bed: TestBed;
  const configs: DockerConfig[] = [];

  /** The environment of a user with or without a `docker login`. */
  const loggedIn = (account?: Account) => {
    const config = new DockerConfig(bed.tap.host, account);
    configs.push(config);
    return config.env;
  };

  const publishedTags = (flavour: string) => bed.publishedTags(flavour);
  /** The immutable tag of this flavour, written. */
  const isKeyOf = (flavour: string) => (request: TappedRequest) =>
    request.status === 201 && request.path.includes(`/${flavour}/manifests/k-`);

  beforeAll(async () => {
    tokens = await TokenServer.start([writer, reader]);
    bed = await TestBed.open(tokens.auth, writer);
    addPlainFlavour(bed, 'plain');
  });
  afterEach(() => tokens.granted.splice(0));
  afterAll(async () => {
    await bed?.close();
    await tokens?.close();
    configs.forEach((config) => config.close());
  });

  it.each([
    ['no credentials', undefined, 'REGISTRY_UNAUTHORIZED', 'docker login'],
    ['a wrong password', wrong, 'REGISTRY_UNAUTHORIZED', 'docker login'],
  ] as const)('refuses %s before anything is built', async (...row) => {
    const [, account, code, hint] = row;
    const finished = await noted(bed.workspace.push(loggedIn(account)));
    expectFailure(finished, code);
    expect(finished.output).toContain(hint);
    expect(await bed.localTags()).toEqual([]);
  });

  it('says that an account may not push, and that what was built is kept', async () => {
    const finished = await noted(bed.workspace.push(loggedIn(reader)));
    expectFailure(finished, 'REGISTRY_DENIED');
    expect(finished.output).toContain(bed.repository('plain').repository);
    expect(await bed.publishedTags('plain')).toEqual([]);
    expect(tokens.granted).toContainEqual(
      expect.objectContaining({ username: 'reader' }),
    );
  });

  it('takes the push of an account that may, from Docker’s config', async () => {
    const finished = await noted(bed.workspace.push(loggedIn(writer)));
    expectSuccess(finished);
    expect(finished.output).toContain('0 to build, 1 to reuse');
    expect(await bed.publishedTags('plain')).toContain('latest');
  });

  it('takes the push of an account from the environment', async () => {
    bed.workspace.write('packages/plain/content', 'environment\n');
    const env = { ...loggedIn(), ...environmentLogin(writer) };
    expectSuccess(await noted(bed.workspace.push(env)));
    const { digest } = bed.workspace.record('plain');
    expect(await bed.publishedDigest('plain', 'latest')).toBe(digest);
  });

  it('whose login ends between two images has whole tags, and the next run goes on', async () => {
    const flavours = ['first', 'second'];
    for (const name of flavours) addPlainFlavour(bed, name, `${name} of two`);
    const words = ['-t', 'docker-push', '-p', flavours.join(), '--parallel=1'];
    const push = () =>
      noted(bed.workspace.nx(['run-many', ...words], loggedIn(writer)));
    bed.tap.reset();
    tokens.isExpired = () => bed.tap.requests.some(isKeyOf('first'));
    const stopped = await push();
    tokens.isExpired = () => false;
    const at = bed.repository('second');
    expectFailure(stopped, 'REGISTRY_UNAUTHORIZED', at.repository);
    // The token with which the first image was begun is good to its end.
    const { tags } = bed.workspace.record('first');
    expect(tags).toContain('latest');
    expect(await publishedTags('first')).toEqual([...tags].sort());
    expect(await publishedTags('second')).toEqual([]);

    const finished = await push();
    expectSuccess(finished);
    expect(finished.output).toContain('0 to build, 2 to reuse');
    for (const name of flavours)
      expect(await publishedTags(name)).toContain('latest');
  });

  it('is only warned of in a plan, unless the plan is strict', async () => {
    bed.workspace.write('packages/plain/content', 'plan\n');
    const words = (...flags: string[]) =>
      noted(bed.workspace.brickyard(['plan', ...flags], loggedIn(wrong)));
    const plan = await words();
    expectSuccess(plan);
    expect(plan.output).toContain('[REGISTRY_UNAUTHORIZED]');
    expectFailure(await words('--strict'), 'REGISTRY_UNAUTHORIZED');
  });

  describe('with a private base image', () => {
    const line = () =>
      `${bed.tap.host}/${bed.repository('private').repository}:1`;

    beforeAll(async () => {
      const at = bed.repository('private');
      const digest = await publishBase(bed.published, at, bed.workspace.id);
      bed.workspace.remove('packages/plain');
      bed.workspace.addFlavour('derived', {
        Dockerfile: `FROM ${line()}\nCOPY content /\n`,
        content: 'derived\n',
      });
      // So that the engine asks first.
      bed.workspace.write('images.lock.json', { [line()]: digest });
    });
    const build = (env: Record<string, string | undefined>) =>
      noted(bed.workspace.nx(['docker-build', 'derived'], env));

    it.each([
      ['no credentials', undefined],
      ['a wrong password', wrong],
    ] as const)('refuses %s', async (_name, account) => {
      const finished = await build(loggedIn(account));
      expectFailure(finished, 'REGISTRY_UNAUTHORIZED');
      expect(finished.output).toContain(line().replace(/:1$/, ''));
      expect(await bed.localTags()).not.toContain(bed.localName('derived'));
    });

    it('lets the engine pull with the login of the build', async () => {
      bed.tap.reset();
      expectSuccess(await build(loggedIn(reader)));
      expect(await bed.localTags()).toContain(bed.localName('derived'));
      const layers = bed.tap.requests.filter(
        ({ method, kind, status }) =>
          method === 'GET' && kind === 'blob' && status === 200,
      );
      expect(layers.length).toBeGreaterThan(0);
    });
  });
});

describe('a registry with a password file', () => {
  let bed: TestBed;

  beforeAll(async () => {
    bed = await TestBed.open(passwordFile, fileAccount);
    addPlainFlavour(bed, 'plain');
  });
  afterAll(() => bed?.close());

  it('refuses a wrong password', async () => {
    const login = environmentLogin({
      ...wrong,
      username: fileAccount.username,
    });
    expectFailure(
      await noted(bed.workspace.push(login)),
      'REGISTRY_UNAUTHORIZED',
    );
  });

  it('takes a push with the right one', async () => {
    const finished = await noted(
      bed.workspace.push(environmentLogin(fileAccount)),
    );
    expectSuccess(finished);
    expect(await bed.publishedTags('plain')).toContain('latest');
  });
});

function environmentLogin({ username, password }: Account) {
  return {
    BRICKYARD_REGISTRY_USERNAME: username,
    BRICKYARD_REGISTRY_PASSWORD: password,
  };
}

/** In the output of neither success nor failure. */
function expectNoSecrets({ output }: Finished): void {
  for (const secret of accounts.flatMap(traces)) {
    expect(output).not.toContain(secret);
  }
}
