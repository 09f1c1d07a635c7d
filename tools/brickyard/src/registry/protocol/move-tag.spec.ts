import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import { MEDIA_TYPES } from './manifest-type';

let memory: MemoryRegistry;
let registry: HttpRegistry;
let at: { registry: string; repository: string };

const manifest = {
  bytes: Buffer.from('{"schemaVersion":2}'),
  mediaType: MEDIA_TYPES.ociManifest,
};

beforeEach(async () => {
  memory = await MemoryRegistry.start();
  registry = new HttpRegistry({
    credentialsFor: async () => undefined,
    env: {},
  });
  at = { registry: memory.host, repository: 'team/python' };
});
afterEach(() => memory.close());

function refuse(status: number, code = '', message = ''): void {
  const body = JSON.stringify({ errors: [{ code, message }] });
  memory.fail({ method: 'PUT', reply: { status, body } });
}

const move = () => registry.moveTag(at, 'latest', manifest);
const isTried = () => memory.count('POST') > 0;

describe('moveTag', () => {
  it('moves a tag', async () => {
    await move();
    expect(await registry.headManifest(at, 'latest')).toBeDefined();
  });

  it.each([
    [
      'ECR',
      400,
      'TAG_INVALID',
      "The image tag 'latest' already exists in the 'team/python' repository and cannot be overwritten because the tag is immutable.",
    ],
    [
      'Harbor',
      412,
      'PRECONDITION',
      "Failed to process request due to 'python:latest' configured as immutable.",
    ],
    // Its words are known, its status is a guess.
    ['Quay', 409, 'UNKNOWN', 'tag is immutable and cannot be overwritten'],
    [
      'Alibaba Cloud',
      403,
      'DENIED',
      'The requested tag already exists and cannot be overwritten.',
    ],
  ])('knows %s by its words', async (_name, status, code, message) => {
    refuse(status, code, message);
    await expect(move()).rejects.toMatchObject({
      code: 'REGISTRY_TAG_IMMUTABLE',
      message: expect.stringContaining(message) as string,
      status,
    });
    expect(isTried()).toBe(false);
  });

  it.each([403, 405, 409, 412, 422])(
    'takes %d without such words for it where a write is taken',
    async (status) => {
      refuse(status, 'DENIED', 'requested access to the resource is denied');
      await expect(move()).rejects.toMatchObject({
        code: 'REGISTRY_TAG_IMMUTABLE',
        hint: expect.stringContaining('not move this tag') as string,
      });
      expect(isTried()).toBe(true);
    },
  );

  it('takes 403 for what it says where no write is taken', async () => {
    refuse(403, 'DENIED', 'no');
    memory.fail({ method: 'POST', reply: { status: 403 } });
    await expect(move()).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });

  it.each([
    [413, 'REGISTRY_QUOTA'],
    [400, 'REGISTRY_FAILED'],
    [404, 'REGISTRY_NAME_UNKNOWN'],
  ])('takes %d for %s', async (status, code) => {
    refuse(status, 'NAME_UNKNOWN');
    await expect(move()).rejects.toMatchObject({ code });
  });
});
