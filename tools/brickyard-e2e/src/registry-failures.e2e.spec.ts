import { expectFailure, expectSuccess } from './expectations';
import { findFreePort } from './free-port';
import type { Refusal, Reset } from './registry-tap';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
});
beforeEach(() => {
  bed.tap.reset();
  addPlainFlavour(bed, 'plain');
});
afterEach(async () => {
  bed.workspace.remove('packages');
  await bed.forgetImages();
});
afterAll(() => bed?.close());

describe('a registry that does not answer', () => {
  it('is told before anything is built', async () => {
    const registry = `127.0.0.1:${await findFreePort()}`;
    const finished = await bed.workspace.push({ BRICKYARD_REGISTRY: registry });
    expectFailure(finished, 'REGISTRY_UNREACHABLE', registry);
    expect(await bed.localTags()).toEqual([]);
  });

  it('is only warned of when nothing is published', async () => {
    const registry = `127.0.0.1:${await findFreePort()}`;
    const built = await bed.workspace.nx(['docker-build', 'plain'], {
      BRICKYARD_REGISTRY: registry,
    });
    expectSuccess(built);
    expect(built.output).toContain(`cannot reach ${registry}`);
    expect(await bed.localTags()).toContain(bed.localName('plain'));
  });
});

const said = (status: number, code: string, message: string): Refusal => {
  return { status, body: { errors: [{ code, message }] } };
};

describe('a registry that refuses', () => {
  it.each([
    ['REGISTRY_NAME_UNKNOWN', said(404, 'NAME_UNKNOWN', 'no such project')],
    ['REGISTRY_QUOTA', said(413, 'DENIED', 'the quota of 10 GiB is used up')],
    ['REGISTRY_DENIED', said(403, 'DENIED', 'this project is read-only')],
  ] as const)('an upload is %s, and the next run continues', async (...row) => {
    const [code, refusal] = row;
    const name = code.toLowerCase();
    addPlainFlavour(bed, name, code);
    const push = () => bed.workspace.nx(['docker-push', name]);
    bed.tap.refuse = ({ kind }) => (kind === 'upload' ? refusal : undefined);
    const { repository } = bed.repository(name);
    expectFailure(await push(), code, repository);
    expect(await bed.publishedTags(name)).toEqual([]);

    bed.tap.reset();
    const finished = await push();
    expectSuccess(finished);
    expect(finished.output).toContain('0 to build, 1 to reuse');
  });

  it('a tag is shown with its words, and without secrets', async () => {
    bed.workspace.write('packages/plain/content', 'a tag\n');
    const secret = 'https://ann:hunter2@mirror.test/?token=abcdef0123456789';
    const refusal = said(507, 'UNKNOWN', `no room, see ${secret}`);
    bed.tap.refuse = ({ method, kind, path }) =>
      method === 'PUT' && kind === 'manifest' && path.endsWith('/latest')
        ? refusal
        : undefined;
    const finished = await bed.workspace.push();
    expectFailure(finished, 'REGISTRY_QUOTA', 'no room, see');
    expect(finished.output).not.toContain('hunter2');
    expect(finished.output).not.toContain('abcdef0123456789');
  });

  it('for a moment is asked again', async () => {
    bed.workspace.write('packages/plain/content', 'a moment\n');
    let left = 2;
    bed.tap.refuse = ({ kind }) =>
      kind === 'manifest' && left-- > 0
        ? said(503, 'UNAVAILABLE', 'back soon')
        : undefined;
    expectSuccess(await bed.workspace.push());
    expect(left).toBeLessThan(0);
    expect(await bed.publishedDigest('plain', 'latest')).toBe(
      bed.workspace.record('plain').digest,
    );
  });
});

describe('a registry that fails in the middle of an upload', () => {
  const busy = said(429, 'TOOMANYREQUESTS', 'too many requests at once');
  const repeated = /; trying again$/gm;

  /** Fails the first `count` bodies of blobs. */
  function failBodies(failure: Refusal | Reset, count: number) {
    let left = count;
    bed.tap.refuse = ({ kind, method }) => {
      const isBody = kind === 'upload' && ['PATCH', 'PUT'].includes(method);
      return isBody && left-- > 0 ? failure : undefined;
    };
  }

  it.each([
    ['429', busy],
    ['503', said(503, 'UNAVAILABLE', 'back soon')],
    ['a reset', 'reset'],
  ] as const)('with %s is asked again for what is missing', async (...row) => {
    const [name, failure] = row;
    const repository = name.replace(' ', '-');
    addPlainFlavour(bed, repository, `${name} ${bed.workspace.id}`);
    failBodies(failure, 2);
    const pushed = await bed.workspace.nx(['docker-push', repository]);
    expectSuccess(pushed);
    // Each engine repeats some of the three itself, and without a word.
    const told = pushed.output.match(repeated) ?? [];
    expect(told.length).toBeLessThanOrEqual(1);
    const { uploadedBlobs } = bed.tap;
    expect(uploadedBlobs).toEqual([...new Set(uploadedBlobs)]);
    const layers = await bed.layerDigests(repository, 'latest');
    expect(uploadedBlobs).toEqual(expect.arrayContaining(layers));
    const puts = bed.tap.requests.filter(
      ({ method, kind }) => method === 'PUT' && kind === 'manifest',
    );
    expect(new Set(puts.map(({ path }) => path)).size).toBe(puts.length);
  });

  it('and does not stop failing is left alone after five times', async () => {
    addPlainFlavour(bed, 'busy', `always ${bed.workspace.id}`);
    failBodies(busy, Infinity);
    const pushed = await bed.workspace.nx(['docker-push', 'busy']);
    expectFailure(pushed, 'REGISTRY_QUOTA', 'at once');
    expect(pushed.output.match(repeated)).toHaveLength(1);
    // An engine may begin the layer and the config at the same time.
    const begun = bed.tap.count('POST', 'upload');
    expect(begun).toBeGreaterThanOrEqual(5);
    expect(begun).toBeLessThanOrEqual(10);
    expect(await bed.publishedTags('busy')).toEqual([]);
  });

  it('because it may not be written is asked once', async () => {
    addPlainFlavour(bed, 'closed', `closed ${bed.workspace.id}`);
    const denied = said(403, 'DENIED', 'read-only');
    bed.tap.refuse = ({ kind }) => (kind === 'upload' ? denied : undefined);
    const pushed = await bed.workspace.nx(['docker-push', 'closed']);
    expectFailure(pushed, 'REGISTRY_DENIED', 'read-only');
    expect(pushed.output).not.toMatch(repeated);
  });
});
