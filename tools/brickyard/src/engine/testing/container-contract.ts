import { randomUUID } from 'node:crypto';

import type { ContainerRequest, ContainerResult, Engine } from '../engine';
import { build, NAME } from './contract-request';
import type { EngineUnderTest } from './engine-contract';

type Run = Omit<ContainerRequest, 'image'>;

const PRINTS: [string, Run, ContainerResult][] = [
  [
    'keeps stdout, stderr and exit code apart',
    { command: ['sh', '-c', 'echo out; echo err >&2; exit 3'] },
    { exitCode: 3, stdout: 'out\n', stderr: 'err\n' },
  ],
  [
    'feeds the command its input, whole and to its end',
    { command: ['sh'], input: 'printf "%s" "grün"\n' },
    { exitCode: 0, stdout: 'grün', stderr: '' },
  ],
  [
    'gives an empty input to a command that has none',
    { command: ['cat'] },
    { exitCode: 0, stdout: '', stderr: '' },
  ],
  [
    'does not mind a command that reads nothing of a long input',
    { command: ['sh', '-c', 'echo out'], input: 'x'.repeat(5_000_000) },
    { exitCode: 0, stdout: 'out\n', stderr: '' },
  ],
  [
    'runs as root, without a network',
    { command: ['sh', '-c', 'id -u; ls /sys/class/net'] },
    { exitCode: 0, stdout: '0\nlo\n', stderr: '' },
  ],
];

const VOLUMES: [string, Run, ContainerResult][] = [
  [
    'writes to a volume',
    { command: ['sh', '-c', 'echo kept > /mnt/file'] },
    { exitCode: 0, stdout: '', stderr: '' },
  ],
  [
    'finds in it what another container wrote, read-only',
    { command: ['sh', '-c', 'cat /mnt/file; test -w /mnt || echo closed'] },
    { exitCode: 0, stdout: 'kept\nclosed\n', stderr: '' },
  ],
];

const SLEEP = ['sleep', '60'];
const YES = ['yes'];
const MISSING = ['no-such-command', '-x'];

/** The commands of the contract, for a fake: its containers behave like this. */
export function playContract(
  request: ContainerRequest,
): ContainerResult | Promise<ContainerResult> {
  const { command } = request;
  if (command === SLEEP) return new Promise(() => undefined);
  if (command === YES) {
    return { exitCode: 0, stdout: 'y\n'.repeat(10_000), stderr: '' };
  }
  const known = [...PRINTS, ...VOLUMES].find(
    ([, run]) => run.command === command,
  );
  if (known !== undefined) return known[2];
  throw failedToStart(command);
}

export function describeContainers(subject: () => EngineUnderTest): void {
  const run = (request: Run, image = subject().runnable) =>
    subject().engine.runContainer({ ...request, image });
  const failure = (text: string) => ({
    code: 'CONTAINER_FAILED',
    message: expect.stringContaining(text) as unknown,
  });
  const leftOver = () => subject().listContainers();

  it.each(PRINTS)('%s', async (_name, request, result) => {
    expect(await run(request)).toEqual(result);
    expect(await leftOver()).toEqual([]);
  });

  it.each([
    ['runs too long', { command: SLEEP, timeout: 0.4 }, 'sleep 60'],
    ['says nothing', { command: SLEEP, silence: 0.4 }, 'nothing after 0.4 s'],
    ['prints too much', { command: YES, maxOutput: 5000 }, '5.0 kB'],
    ['is not in the image', { command: MISSING }, 'no-such-command'],
  ])('rejects when the command %s', async (_name, request, text) => {
    await expect(run(request)).rejects.toMatchObject(failure(text));
    expect(await leftOver()).toEqual([]);
  });

  it('keeps a volume from one container to the next, until it is removed', async () => {
    const { engine } = subject();
    const name = `brickyard-contract-${randomUUID()}`;
    expect(await engine.hasVolume(name)).toBe(false);
    try {
      for (const [i, [, request, result]] of VOLUMES.entries()) {
        const volumes = [{ name, target: '/mnt', writable: i === 0 }];
        expect(await run({ ...request, volumes })).toEqual(result);
        expect(await engine.hasVolume(name)).toBe(true);
      }
    } finally {
      await engine.removeVolume(name);
    }
    expect(await engine.hasVolume(name)).toBe(false);
    await expect(engine.removeVolume(name)).resolves.toBeUndefined();
  });

  it('rejects when the image is not there, and does not pull it', async () => {
    const { repository } = subject();
    const done = run({ command: ['sh'] }, `${repository}:none`);
    await expect(done).rejects.toMatchObject(failure('no such image'));
  });

  it('rejects INTERRUPTED when aborted before or while it runs', async () => {
    const during = new AbortController();
    const done = run({ command: SLEEP, signal: during.signal });
    setTimeout(() => during.abort(), 300);
    for (const rejected of [
      run({ command: SLEEP, signal: AbortSignal.abort() }),
      done,
    ]) {
      const code = 'INTERRUPTED';
      await expect(rejected).rejects.toMatchObject({ code });
    }
    expect(await leftOver()).toEqual([]);
  });
}

export function describeRemoval(engine: () => Engine): void {
  const one = `${NAME}:one`;
  const two = `${NAME}:two`;

  it('builds an image without a name', async () => {
    const { id } = await build(engine(), { tags: [] }, 'nameless');
    expect(await engine().inspectImage(id)).toMatchObject({ id, tags: [] });
    await engine().removeImage(id);
    expect(await engine().inspectImage(id)).toBeUndefined();
  });

  it('takes names away, and the image with the last one', async () => {
    const { id } = await build(engine(), { tags: [one, two] }, 'removed');
    await engine().removeImage(one);
    expect(await engine().inspectImage(one)).toBeUndefined();
    expect(await engine().inspectImage(id)).toMatchObject({ tags: [two] });
    await engine().removeImage(two);
    expect(await engine().inspectImage(id)).toBeUndefined();
  });

  it('does not mind that there is nothing to remove', async () => {
    await expect(engine().removeImage(`${NAME}:none`)).resolves.toBeUndefined();
  });
}

function failedToStart(command: readonly string[]): Error {
  const fields = { name: 'BrickyardError', code: 'CONTAINER_FAILED' };
  return Object.assign(new Error(`no ${command.join(' ')}`), fields);
}
