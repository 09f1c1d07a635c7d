import { createServer } from 'node:net';
import { join } from 'node:path';

import { expectFailure } from './expectations';
import { canStartEngine, SecondEngine } from './second-engine';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';
import { canBeUnprivileged, unprivileged } from './unprivileged-user';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
});
afterEach(() => bed.workspace.remove('packages'));
afterAll(() => bed?.close());

describe('a step that fails', () => {
  it('is named with instruction, line, exit code and last output', async () => {
    addFlavour('broken', [
      'FROM ubuntu:24.04',
      '# A comment, for the line to be another than the step.',
      `RUN echo fine ${bed.workspace.id}`,
      'RUN echo to stdout \\',
      '    && echo to stderr >&2 \\',
      '    && exit 7',
    ]);
    const finished = await bed.workspace.push();
    expectFailure(
      finished,
      'BUILD_FAILED',
      'packages/broken/Dockerfile:4: RUN echo to stdout',
      'exit code 7',
      '| to stdout',
      '| to stderr',
    );
    expect(await bed.localTags()).toEqual([]);
    expect(await bed.publishedTags('broken')).toEqual([]);
  });

  it('stops what is built on it, and nothing else', async () => {
    addFlavour('broken', ['FROM ubuntu:24.04', 'RUN false']);
    addFlavour('child', [`FROM ${bed.workspace.namespace}/broken`]);
    addPlainFlavour(bed, 'other');
    const { status, output } = await bed.workspace.push();
    expect(status).not.toBe(0);
    expect(output).toMatch(/^child@\S+ +skipped: broken@\S+ did not succeed/m);
    expect(output).toMatch(/^other@\S+ +built .*published/m);
    expect(await bed.publishedTags('other')).toContain('latest');
    expect(await bed.publishedTags('child')).toEqual([]);
    await bed.forgetImages();
  });
});

describe('an engine', () => {
  beforeEach(() => addPlainFlavour(bed, 'plain'));

  it('that is not there', async () => {
    const DOCKER_HOST = `unix://${join(bed.workspace.root, 'none.sock')}`;
    const finished = await bed.workspace.push({ DOCKER_HOST });
    expectFailure(finished, 'ENGINE_UNREACHABLE', DOCKER_HOST);
    expect(await bed.publishedTags('plain')).toEqual([]);
  });

  const unlessRootOnly = canBeUnprivileged ? it : it.skip;

  unlessRootOnly('that refuses this user', async () => {
    const { root } = bed.workspace;
    const socket = join(root, 'closed.sock');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    bed.workspace.setMode('closed.sock', 0o000);
    const finished = await bed.workspace.brickyard(
      ['plan', '--strict'],
      { DOCKER_HOST: `unix://${socket}`, HOME: root },
      unprivileged,
    );
    server.close();
    expectFailure(finished, 'ENGINE_DENIED', socket, 'docker group');
  });
});

const unlessNoEngine = canStartEngine ? describe : describe.skip;

unlessNoEngine('an engine of its own, with a small disk (needs root)', () => {
  const disk = 400;
  let engine: SecondEngine;

  beforeEach(async () => {
    engine = await SecondEngine.start({ megabytes: disk });
  });
  afterEach(() => engine?.close());

  it('that a step fills', async () => {
    const fill = `head --bytes=${disk}M /dev/zero > /big`;
    addFlavour('big', ['FROM ubuntu:24.04', `RUN ${fill}`]);
    const finished = await bed.workspace.push(engine.env);
    expectFailure(finished, 'DISK_FULL', 'packages/big/Dockerfile:2: RUN head');
    expect(await engine.probe.listTags(bed.workspace.namespace)).toEqual([]);
    expect(await bed.publishedTags('big')).toEqual([]);
  });

  it('that the context fills', async () => {
    addFlavour('big', ['FROM scratch', 'COPY content /']);
    bed.workspace.write('packages/big/content', '');
    bed.workspace.setSize('packages/big/content', disk * 1_000_000);
    const finished = await bed.workspace.push(engine.env);
    expectFailure(finished, 'DISK_FULL', 'docker system prune');
  });

  it('that is killed while it builds', async () => {
    const marker = `${bed.workspace.id} begins`;
    addFlavour('slow', [
      'FROM ubuntu:24.04',
      `RUN echo ${marker} && sleep 600`,
    ]);
    const command = bed.workspace.startNx(['docker-push', 'slow'], engine.env);
    await command.waitFor(`│   ${marker}`);
    await engine.kill();
    const finished = await command.finished;
    expectFailure(finished, 'ENGINE_UNREACHABLE', 'went away');
    expect(await bed.publishedTags('slow')).toEqual([]);
  });
});

function addFlavour(name: string, lines: readonly string[]): void {
  bed.workspace.addFlavour(name, { Dockerfile: `${lines.join('\n')}\n` });
}
