import { tlsIdentity } from '../../brickyard/src/http/testing/tls-identity';
import { MemoryRegistry } from '../../brickyard/src/registry/testing/memory-registry';
import type { Reply } from '../../brickyard/src/registry/testing/memory-reply';
import { expectFailure, expectSuccess } from './expectations';
import { RegistryProcess } from './registry-process';
import type { Finished } from './running-command';
import { ScratchWorkspace } from './scratch-workspace';

const FLAVOURS = 200;
const page = '<html><title>Sign in</title><body>Guest WiFi</body></html>';
const html = { 'content-type': 'text/html' };

let memory: MemoryRegistry;
let workspace: ScratchWorkspace;

beforeAll(async () => {
  memory = await MemoryRegistry.start();
  workspace = new ScratchWorkspace(memory.host);
  for (let n = 0; n < FLAVOURS; n += 1)
    workspace.addFlavour(`f${n}`, {
      Dockerfile: 'FROM scratch\nCOPY content /\n',
      content: `${workspace.id} ${n}\n`,
    });
});
beforeEach(() => void (memory.requests.length = 0));
afterEach(() => memory.forgive());
afterAll(async () => {
  workspace?.close();
  await memory?.close();
});

function answerAll(reply: Reply | 'hang'): void {
  memory.fail({ times: Infinity, reply });
}

/** What did not go to standard output. */
function toldBeside({ output, stdout }: Finished): string[] {
  const answer = new Set(stdout.split('\n'));
  return output.split('\n').filter((line) => !answer.has(line));
}

function warningsOf(finished: Finished): string[] {
  const lines = toldBeside(finished);
  return lines.filter((line) => line.startsWith('warning: '));
}

/** One warning that counts all images, and a plan that does not call them new. */
async function expectOneWarning(words: string): Promise<void> {
  const finished = await workspace.brickyard(['plan']);
  expectSuccess(finished);
  const [warning = '', ...more] = warningsOf(finished);
  expect(more).toEqual([]);
  expect(warning).toContain(`and ${FLAVOURS - 3} more: ${words}`);
  expect(finished.stdout).not.toContain('never built');
  const unknown = /not in the engine, and the registry could not be asked/g;
  expect(finished.stdout.match(unknown)).toHaveLength(FLAVOURS);
  // The warning and its hint.
  expect(toldBeside(finished).length).toBeLessThanOrEqual(2);
}

describe('a plan of 200 images', () => {
  it('asks a registry that hangs once for each connection', async () => {
    memory.fail({ reply: { status: 404 } });
    answerAll('hang');
    await expectOneUnanswered();
    expect(memory.requests.length).toBeLessThanOrEqual(1 + 16 + 3);
  });

  /** The image that was answered is new indeed. */
  async function expectOneUnanswered(): Promise<void> {
    const finished = await workspace.brickyard(['plan']);
    expectSuccess(finished);
    expect(warningsOf(finished)).toEqual([
      expect.stringContaining(`and ${FLAVOURS - 4} more: cannot reach`),
    ]);
    expect(finished.stdout).not.toContain('never built');
  }

  it('asks a registry once that asks to wait an hour', async () => {
    answerAll({ status: 429, headers: { 'retry-after': '3600' } });
    await expectOneWarning('HTTP 429; it asks to wait 1 h');
    expect(memory.requests).toHaveLength(1);
  });

  it('tries a registry under maintenance five times', async () => {
    answerAll({ status: 503 });
    await expectOneWarning('HTTP 503');
    expect(memory.requests).toHaveLength(5);
  });

  it('tells of a wait before it waits', async () => {
    const headers = { 'retry-after': '3' };
    memory.fail({ reply: { status: 503, headers } });
    const finished = await workspace.brickyard(['plan', '--strict']);
    expectSuccess(finished);
    const told = `${memory.host}: waiting 3 s to ask again`;
    expect(toldBeside(finished)).toEqual([told]);
  });

  it('does not believe a login page', async () => {
    answerAll({ status: 200, headers: html, body: page });
    await expectOneWarning(
      'expected a manifest, received text/html, "Sign in Guest WiFi"',
    );
  });
});

describe('a refresh', () => {
  it('writes nothing of a login page, and says what to do', async () => {
    const base = `${memory.host}/base/tools:1`;
    workspace.addFlavour('based', { Dockerfile: `FROM ${base}\n` });
    const digest = `sha256:${'0'.repeat(64)}`;
    const before = `${JSON.stringify({ [base]: digest }, null, 2)}\n`;
    workspace.write('images.lock.json', before);
    answerAll({ status: 200, headers: html, body: page });
    const finished = await workspace.brickyard(['refresh']);
    const words = 'received text/html, "Sign in Guest WiFi"';
    expectFailure(finished, 'REGISTRY_FAILED', words, 'a login page');
    expect(workspace.read('images.lock.json')).toBe(before);
    workspace.remove('packages/based');
    workspace.remove('images.lock.json');
  });
});

describe('a registry with a certificate', () => {
  it('is found out on this machine', async () => {
    const secure = await MemoryRegistry.start({ tls: tlsIdentity });
    const env = { BRICKYARD_REGISTRY: secure.host };
    const finished = await workspace.brickyard(['plan', '--strict'], env);
    expectSuccess(finished);
    expect(secure.count('HEAD')).toBe(FLAVOURS);
    await secure.close();
  });
});

describe('a read-only registry', () => {
  it('is called one', async () => {
    const server = await RegistryProcess.start({ isReadOnly: true });
    const env = { BRICKYARD_REGISTRY: server.host };
    const finished = await workspace.nx(['docker-push', 'f0'], env);
    expectFailure(finished, 'REGISTRY_DENIED', 'the registry is read-only');
    await server.close();
  });
});
