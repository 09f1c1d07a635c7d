import { randomUUID } from 'node:crypto';

import { expectFailure } from './expectations';
import { isRunning } from './processes';
import type { RunningCommand } from './running-command';
import { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
});
afterEach(() => bed.workspace.remove('packages'));
afterAll(() => bed?.close());

describe('a build', () => {
  it.each([
    ['Ctrl-C', (command: RunningCommand) => command.pressCtrlC()],
    ['SIGTERM', (command: RunningCommand) => command.terminate()],
  ])('ends with %s, in the engine, too', async (name, interrupt) => {
    // A word in the command line of the step, found again among the processes.
    const word = `sleep-${bed.workspace.id}-${name}`;
    bed.workspace.addFlavour('slow', {
      Dockerfile: `FROM ubuntu:24.04\nRUN echo begins && sh -c "sleep 600" ${word}\n`,
    });
    const command = bed.workspace.startNx(['docker-push', 'slow']);
    await command.waitFor('│   begins');
    expect(isRunning(word)).toBe(true);
    interrupt(command);

    const { status } = await command.finished;
    expect(status).not.toBe(0);
    await waitUntil(`${word} has ended`, () => !isRunning(word));
    expect(await bed.localTags()).toEqual([]);
    expect(await bed.publishedTags('slow')).toEqual([]);
  });
});

describe('a push that stops half-way', () => {
  const megabyte = 1_000_000;

  // Random bytes do not compress; each flavour has its own.
  const fill = (bytes: number) =>
    `RUN : ${randomUUID()} && head --bytes=${bytes} /dev/urandom > /${bytes}`;

  it.each([
    ['killed', 'REGISTRY_UNREACHABLE', killRegistry],
    ['interrupted', 'INTERRUPTED', terminate],
  ] as const)(
    'leaves no tag, and the next sends the rest: %s',
    async (...row) => {
      const [name, code, stop] = row;
      const steps = [0.1, 40].map((size) => fill(size * megabyte));
      const Dockerfile = ['FROM ubuntu:24.04', ...steps, ''].join('\n');
      bed.workspace.addFlavour(name, { Dockerfile });
      bed.tap.reset();
      const command = bed.workspace.startNx(['docker-push', name]);
      await waitUntil('one layer is up and another on its way', () => {
        const { confirmedBlobs, uploadedBytes } = bed.tap;
        return confirmedBlobs.length > 0 && uploadedBytes > 5 * megabyte;
      });
      await stop(command);
      expectFailure(await command.finished, code);
      await bed.registry.restart();
      expect(await bed.publishedTags(name)).toEqual([]);

      const sent = bed.tap.confirmedBlobs;
      bed.tap.reset();
      const { output } = await bed.workspace.publish();
      expect(output).toContain('0 to build, 1 to reuse');
      const { uploadedBlobs } = bed.tap;
      expect(uploadedBlobs.filter((blob) => sent.includes(blob))).toEqual([]);
      const layers = await bed.layerDigests(name, 'latest');
      expect([...sent, ...uploadedBlobs]).toEqual(
        expect.arrayContaining(layers),
      );
    },
  );
});

function killRegistry(): Promise<void> {
  return bed.registry.kill();
}

function terminate(command: RunningCommand): void {
  command.terminate();
}
