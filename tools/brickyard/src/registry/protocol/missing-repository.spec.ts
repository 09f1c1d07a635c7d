import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';

const bob = { username: 'bob', password: 'hunter2' };
const realm = 'https://123456789012.dkr.ecr.eu-central-1.amazonaws.com/';
let memory: MemoryRegistry;
let registry: HttpRegistry;
let at: { registry: string; repository: string };

beforeEach(async () => {
  memory = await MemoryRegistry.start();
  registry = new HttpRegistry({ credentialsFor: async () => bob, env: {} });
  at = { registry: memory.host, repository: 'team/python' };
});
afterEach(() => memory.close());

/** The registry says once that it is ECR. */
async function introduce(): Promise<void> {
  const demand = `Basic realm="${realm}",service="ecr.amazonaws.com"`;
  const headers = { 'www-authenticate': demand };
  memory.fail({ reply: { status: 401, headers } });
  await registry.headManifest(at, 'k-1');
}

function answer(method: string, code: string): void {
  const body = JSON.stringify({ errors: [{ code, message: 'no' }] });
  memory.fail({ method, reply: { status: 404, body } });
}

const find = () => registry.findMissingRepository(at, 'k-1');

describe('findMissingRepository', () => {
  it('names the command, with the region of the address that AWS knows', async () => {
    await introduce();
    answer('GET', 'NAME_UNKNOWN');
    answer('POST', 'NAME_UNKNOWN');
    expect(await find()).toMatchObject({
      code: 'REGISTRY_NAME_UNKNOWN',
      hint: 'aws ecr create-repository --repository-name team/python --region eu-central-1',
    });
  });

  it('believes an upload whose connection ends, too', async () => {
    await introduce();
    answer('GET', 'NAME_UNKNOWN');
    memory.fail({ method: 'POST', reply: 'drop' });
    expect(await find()).toBeDefined();
  });

  it('finds none missing that a push makes', async () => {
    await introduce();
    answer('GET', 'NAME_UNKNOWN');
    expect(await find()).toBeUndefined();
  });

  it('finds none missing that only lacks the tag', async () => {
    await introduce();
    expect(await find()).toBeUndefined();
    expect(memory.count('POST')).toBe(0);
  });

  it('asks no other registry', async () => {
    await registry.headManifest(at, 'k-1');
    memory.requests.length = 0;
    expect(await find()).toBeUndefined();
    expect(memory.requests).toEqual([]);
  });
});
