import { createServer, type Server } from 'node:http';

import type { AttachRequest, ContainerRequest } from '../../engine/engine';
import { build } from '../../engine/testing/contract-request';
import { FakeEngine } from '../../engine/testing/fake-engine';
import { builtInRuntimes } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import {
  type NotebookRequest,
  type OpenNotebook,
  openNotebook,
} from './open-notebook';

/** What containers print: of the image, then of R's installation. */
let facts: string[];
let rSays: { exitCode: number; stdout: string };
let engine: FakeEngine;
let said: string[];
let opened: OpenNotebook[];
/** What listens on loopback in the place of a container, or of another program. */
let pages: Server[];

beforeEach(async () => {
  said = [];
  opened = [];
  facts = ['python\t3.12\tTrue', 'r\t4.4.2', 'system\tnoble'];
  rSays = { exitCode: 0, stdout: '' };
  engine = new FakeEngine({ container: answer, session: serve });
  const labels = { 'databricks.runtime.version': '17.3-LTS' };
  await build(engine, { tags: ['own:1'], labels });
  await build(engine, { tags: ['foreign:1'] }, 'other');
  pages = [];
});
afterEach(() => {
  for (const page of pages) page.close();
});

describe('openNotebook', () => {
  it('installs JupyterLab and IRkernel once, and serves both read-only', async () => {
    await open();
    expect(said.join('\n')).toMatch(/JupyterLab 4\S+ .* once.*\n.*IRkernel/);
    const [, jupyter, irkernel] = engine.runs;
    expect(jupyter?.input).toContain('--require-hashes');
    expect(jupyter?.input).toContain("PIP_INDEX_URL='https://pip.test/simple'");
    expect(irkernel?.input).toContain('https://cran.test/__linux__/noble/');
    const [session] = engine.sessions;
    expect(session?.volumes).toMatchObject([
      { target: '/mnt/brickyard-jupyterlab' },
      { target: '/mnt/brickyard-irkernel' },
    ]);
    expect(session?.volumes?.some(({ writable }) => writable)).toBe(false);
    expect(opened[0]?.kit).toMatchObject({
      r: '4.4.2',
      python: { hasKernel: true },
    });
    said = [];
    await open();
    expect(said).toEqual([]);
  });

  it('keeps the token out of what the engine is asked for', async () => {
    await open();
    const { input, ...session } = engine.sessions[0] as AttachRequest;
    const token = new URL(opened[0]?.url ?? '').searchParams.get('token');
    expect(token).toMatch(/^[\da-f]{48}$/);
    expect(JSON.stringify(session)).not.toContain(token);
    expect(input?.readableEnded).toBe(false);
  });

  it('opens its port on loopback alone', async () => {
    await open();
    expect(engine.sessions[0]?.ports).toEqual({ [opened[0]?.port ?? 0]: 8888 });
    await open({ buildNetwork: 'host' });
    expect(engine.sessions[1]?.ports).toBeUndefined();
    expect(settings[1]).toMatchObject({ ip: '127.0.0.1' });
  });

  it('goes on with Python where R has no kernel, and says why', async () => {
    const stdout =
      'brickyard:row\tr-failed\thttps://cran.test has no IRkernel\n';
    rSays = { exitCode: 1, stdout };
    await open();
    expect(said.join('\n')).toContain(
      'R 4.4.2 has no kernel here, and Python goes on without it: https://cran.test has no IRkernel',
    );
    expect(opened[0]?.kit.r).toBeUndefined();
    expect(settings[0]?.rKernel).toBeNull();
    expect([...engine.volumes].join()).not.toContain('irkernel');
  });

  it('asks R of an image without a line where its packages are', async () => {
    await open({ reference: 'foreign:1' });
    expect(engine.runs[2]?.input).toContain("BRICKYARD_CRAN=''");
  });

  it('brings a kernel for a Python that has none', async () => {
    facts = ['python\t3.11\tFalse'];
    await open();
    expect(settings[0]?.hiddenKernel).toContain('find_distributions');
    expect(engine.sessions[0]?.volumes).toHaveLength(1);
  });

  it.each([
    [['r\t4.4.2'], 'has no /databricks/python3/bin/python3'],
    [['python\t3.8\tTrue'], 'has Python 3.8'],
  ])('refuses an image of %j', async (given, text) => {
    facts = given;
    await expect(open()).rejects.toMatchObject({
      code: 'NOTEBOOK_UNAVAILABLE',
      message: expect.stringContaining(text) as unknown,
    });
    expect(engine.volumes.size).toBe(0);
  });

  it('refuses a port that is taken, before anything else', async () => {
    const port = await listen(0);
    await expect(open({ port, reference: 'none:1' })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      hint: expect.stringContaining(`--port=${port + 1}`) as unknown,
    });
    expect(said).toEqual([]);
  });

  it('installs again what an earlier run left unfinished', async () => {
    unfinished = 1;
    await open();
    expect(engine.sessions).toHaveLength(2);
    expect(engine.runs.filter(isJupyter)).toHaveLength(2);
  });

  it('says of an engine elsewhere that it takes a tunnel', async () => {
    engine.elsewhere = 'ssh://me@build.example';
    await expect(open({ port: 0 })).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
    });
    await open({ port: 8887 });
    expect(opened[0]).toMatchObject({ elsewhere: 'ssh://me@build.example' });
  });
});

async function listen(wanted: number): Promise<number> {
  const page = createServer((_, response) => response.end());
  pages.push(page);
  await new Promise<void>((done) => page.listen(wanted, '127.0.0.1', done));
  return (page.address() as { port: number }).port;
}

let settings: {
  ip: string;
  port: number;
  hiddenKernel: string;
  rKernel: unknown;
}[] = [];
let unfinished = 0;
beforeEach(() => {
  settings = [];
  unfinished = 0;
});

const isJupyter = ({ input = '' }: ContainerRequest) =>
  input.includes('--require-hashes');

function answer({ input = '' }: ContainerRequest) {
  if (isJupyter({ input } as ContainerRequest))
    return { exitCode: 0, stdout: '', stderr: '' };
  if (input.includes('IRkernel')) return { ...rSays, stderr: '' };
  const rows = facts.map((fact) => `brickyard:row\t${fact}\n`);
  return { exitCode: 0, stdout: rows.join(''), stderr: '' };
}

/** As the launcher: says that it is ready, and serves until it is ended. */
async function serve({ input, ports, onOutput, signal }: AttachRequest) {
  const told = JSON.parse(String(input?.read())) as {
    launcher: string;
    settings: (typeof settings)[0];
  };
  settings.push(told.settings);
  const [mark] = /brickyard:row:[\da-f-]+/.exec(told.launcher) ?? [];
  const [outer = told.settings.port] = Object.keys(ports ?? {}).map(Number);
  if (engine.elsewhere === undefined) await listen(outer);
  const row = unfinished-- > 0 ? 'jupyter-missing' : 'jupyter-ready';
  await onOutput(
    Buffer.from('brickyard:row\tjupyter-ready\tforged\n'),
    'stdout',
  );
  await onOutput(Buffer.from(`${mark}\t${row}\n`), 'stdout');
  if (row === 'jupyter-missing') {
    pages.pop()?.close();
    return 1;
  }
  return new Promise<number>((resolve) =>
    signal?.addEventListener('abort', () => resolve(0)),
  );
}

/** Until it is open, and Ctrl-C ends it. */
async function open({
  buildNetwork,
  ...asked
}: Partial<NotebookRequest> & { buildNetwork?: 'host' } = {}): Promise<void> {
  const workspace = {
    runtimes: builtInRuntimes,
    ...{ flavours: [], broken: [], certificates: [] },
    options: {
      ...{ registry: 'registry.example', namespace: 'team', buildNetwork },
      localNamespace: 'brickyard',
      mirrors: { pip: 'https://pip.test/simple', cran: 'https://cran.test' },
    },
  } as unknown as Workspace;
  const stop = new AbortController();
  const done = openNotebook(
    {
      ...{ workspace, reference: 'own:1', port: 0 },
      credentials: () => Promise.resolve(undefined),
      say: (text) => void said.push(text),
      signal: stop.signal,
      onReady: (notebook) => {
        opened.push(notebook);
        stop.abort();
      },
      ...asked,
    },
    { engine },
  );
  await done.catch((error: { code?: string }) => {
    if (error.code !== 'INTERRUPTED') throw error;
  });
}
