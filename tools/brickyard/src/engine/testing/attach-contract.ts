import { Readable } from 'node:stream';

import type { AttachRequest } from '../engine';
import type { EngineUnderTest } from './engine-contract';

type Attach = Omit<AttachRequest, 'image' | 'onOutput'>;

/** How a command ends, and what of it was read meanwhile. */
interface Attached {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Made anew for each run: a stream is read once. */
const ROWS: [string, () => Attach, Attached][] = [
  [
    'hands over stdout, stderr and the exit code',
    () => ({ command: ['sh', '-c', 'echo out; echo err >&2; exit 7'] }),
    { exitCode: 7, stdout: 'out\n', stderr: 'err\n' },
  ],
  [
    'reads to the end of what it is given',
    () => ({ command: ['cat'], input: Readable.from(['grün\n', 'blau\n']) }),
    { exitCode: 0, stdout: 'grün\nblau\n', stderr: '' },
  ],
  [
    'does not wait for the end of what nobody reads',
    () => ({
      command: ['true'],
      input: new Readable({ read: () => undefined }),
    }),
    { exitCode: 0, stdout: '', stderr: '' },
  ],
  [
    'gives a terminal its size',
    () => ({
      // The size is told once the command runs.
      command: ['sh', '-c', 'sleep 1; stty size'],
      input: new Readable({ read: () => undefined }),
      terminal: {
        size: () => ({ columns: 91, rows: 17 }),
        onResize: () => () => undefined,
      },
    }),
    { exitCode: 0, stdout: '17 91\r\n', stderr: '' },
  ],
];

const SLEEP = ['sleep', '61'];

/** The commands of the contract, for a fake: its containers behave like this. */
export async function playAttached(request: AttachRequest): Promise<number> {
  const { command, onOutput } = request;
  if (command === SLEEP) return new Promise(() => undefined);
  const said = ROWS.find(([, make]) => isSame(make().command, command))?.[2];
  if (said === undefined) return 0;
  for (const from of ['stdout', 'stderr'] as const)
    if (said[from] !== '') await onOutput(Buffer.from(said[from]), from);
  return said.exitCode;
}

export function describeAttached(subject: () => EngineUnderTest): void {
  const attach = async (request: Attach): Promise<Attached> => {
    const { engine, runnable: image } = subject();
    const said = { stdout: '', stderr: '' };
    const exitCode = await engine.attachContainer({
      ...{ ...request, image },
      onOutput: (bytes, from) => void (said[from] += String(bytes)),
    });
    return { exitCode, ...said };
  };

  it.each(ROWS)('%s', async (_name, make, result) => {
    expect(await attach(make())).toEqual(result);
    expect(await subject().listContainers()).toEqual([]);
  });

  it('ends with its signal, and leaves no container', async () => {
    const stop = new AbortController();
    const done = attach({ command: SLEEP, signal: stop.signal });
    setTimeout(() => stop.abort(), 500);
    await expect(done).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await subject().listContainers()).toEqual([]);
  });

  it('ends when nobody takes what it prints', async () => {
    const { engine, runnable: image } = subject();
    const done = engine.attachContainer({
      image,
      command: ['sh', '-c', 'echo out; echo err >&2; exit 7'],
      onOutput: () => Promise.reject(new Error('no reader')),
    });
    await expect(done).rejects.toThrow();
    expect(await subject().listContainers()).toEqual([]);
  });
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.join('\0') === b.join('\0');
}
