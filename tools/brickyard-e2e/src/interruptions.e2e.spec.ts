import { expectFailure } from './expectations';
import { addLargeFlavour, listSentBlobs, startHalfPush } from './large-flavour';
import { isRunning } from './processes';
import type { Finished, RunningCommand } from './running-command';
import { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

let bed: TestBed;
/** Its registry was killed in the middle of a push. */
let killed: TestBed;
let killedPush: Promise<Finished>;

beforeAll(async () => {
  killed = await TestBed.open();
  addLargeFlavour(killed);
  killedPush = (await startHalfPush(killed)).finished;
  await killed.registry.kill();
  // The engine retries for a minute; the next step uses that time.
  bed = await TestBed.open();
});
afterEach(() => bed.workspace.remove('packages'));
afterAll(async () => {
  await bed?.close();
  await killed?.close();
});

describe('a build', () => {
  it.each([
    ['Ctrl-C', (command: RunningCommand) => command.pressCtrlC(), ''],
    // At Ctrl-C Nx is gone before it could pass this on.
    [
      'SIGTERM',
      (command: RunningCommand) => command.terminate(),
      'INTERRUPTED',
    ],
  ])('ends with %s, in the engine, too', async (name, interrupt, said) => {
    // A unique word in the step's command line, to find its process.
    const word = `sleep-${bed.workspace.id}-${name}`;
    bed.workspace.addFlavour('slow', {
      Dockerfile: `FROM ubuntu:24.04\nRUN echo begins && sh -c "sleep 600" ${word}\n`,
    });
    const command = bed.workspace.startNx(['docker-push', 'slow']);
    await command.waitFor('│   begins');
    expect(isRunning(word)).toBe(true);
    interrupt(command);

    const { status, output } = await command.finished;
    expect(status).not.toBe(0);
    expect(output).toContain(said);
    await waitUntil(`${word} has ended`, () => !isRunning(word));
    expect(await bed.localTags()).toEqual([]);
    expect(await bed.publishedTags('slow')).toEqual([]);
  });
});

describe('a push that stops half-way leaves no tag, and the next sends the rest', () => {
  it('when it is interrupted', async () => {
    addLargeFlavour(bed);
    const command = await startHalfPush(bed);
    command.terminate();
    expectFailure(await command.finished, 'INTERRUPTED');
    await expectToContinue(bed);
  });

  it('when the registry is killed', async () => {
    expectFailure(await killedPush, 'REGISTRY_UNREACHABLE');
    await killed.registry.restart();
    await expectToContinue(killed);
  });
});

async function expectToContinue(half: TestBed): Promise<void> {
  expect(await half.publishedTags('large')).toEqual([]);
  const sent = await listSentBlobs(half);
  half.tap.reset();
  const { output } = await half.workspace.publish();
  expect(output).toContain('0 to build, 1 to reuse');
  const { uploadedBlobs } = half.tap;
  expect(uploadedBlobs.filter((blob) => sent.includes(blob))).toEqual([]);
  const layers = await half.layerDigests('large', 'latest');
  expect([...sent, ...uploadedBlobs]).toEqual(expect.arrayContaining(layers));
}
