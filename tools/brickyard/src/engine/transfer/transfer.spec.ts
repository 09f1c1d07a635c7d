import { Readable } from 'node:stream';

import { createRedactor } from '../../redact/redactor';
import type { LayerEvent } from '../engine';
import type { Transfer } from './transfer';
import { readPull, readPush, transferError } from './transfer';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const DONE = { aux: { Tag: '1', Digest: DIGEST, Size: 528 } };

const push: Transfer = {
  action: 'push',
  reference: 'r:5000/x:1',
  username: 'ann',
  address: 'unix:///d.sock',
  redact: (text) => text,
};

function streamOf(...messages: object[]): Readable {
  const lines = messages.map((m) => Buffer.from(`${JSON.stringify(m)}\n`));
  return Readable.from(lines);
}

function follow(messages: object[], transfer = push) {
  const events: LayerEvent[] = [];
  const read = transfer.action === 'push' ? readPush : readPull;
  const done = read(streamOf(...messages), transfer, (e) => events.push(e));
  return { events, done };
}

describe('readPush', () => {
  it('resolves to the digest of the aux message', async () => {
    const { done } = follow([{ status: 'x' }, { progressDetail: {}, ...DONE }]);
    expect(await done).toEqual({ digest: DIGEST });
  });

  it('reads the digest of the last line where there is no aux message', async () => {
    const { done } = follow([
      { status: 'The push refers to repository [r:5000/x]' },
      { id: 'l1', status: `1: digest: sha256:${'b'.repeat(64)} size: 1` },
      { status: `1: digest: ${DIGEST} size: 1245` },
    ]);
    expect(await done).toEqual({ digest: DIGEST });
  });

  it('tells each state of a layer once', async () => {
    const states = ['Preparing', 'Pushing', 'Pushing', 'Pushed'];
    const lines = states.map((status) => ({ id: 'l1', status }));
    const { events, done } = follow([{ status: 'to r' }, ...lines, DONE]);
    await done;
    expect(events.map(({ state }) => state)).toEqual([
      'Preparing',
      'Pushing',
      'Pushed',
    ]);
  });

  it('rejects a stream that ends without a digest', async () => {
    const { done } = follow([{ id: 'l1', status: 'Pushed' }]);
    await expect(done).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining('went away') as unknown,
    });
  });

  it.each([
    ['denied: no', 'REGISTRY_DENIED'],
    ['unauthorized: authentication required', 'REGISTRY_UNAUTHORIZED'],
    ['connect: connection refused', 'REGISTRY_UNREACHABLE'],
    ['blob too large', 'REGISTRY_QUOTA'],
    ['what?', 'REGISTRY_FAILED'],
    ['write /var: no space left on device', 'DISK_FULL'],
  ])('rejects the error "%s" as %s', async (message, code) => {
    const { done } = follow([
      { error: message, errorDetail: { message } },
      DONE,
    ]);
    await expect(done).rejects.toMatchObject({ code });
  });

  it('leaves out what a registry keeps in the address of an upload', async () => {
    const { done } = follow([
      { error: 'status from PUT request to http://r/v2/u/1?_state=x%3D: 418' },
    ]);
    await expect(done).rejects.toMatchObject({
      message: expect.stringMatching(/http:\/\/r\/v2\/u\/1: 418$/) as unknown,
    });
  });

  it('names the user and hides the password', async () => {
    const { add, redact } = createRedactor();
    add('hunter2');
    const error = 'denied for ann:hunter2';
    const { done } = follow([{ error }], { ...push, redact });
    await expect(done).rejects.toMatchObject({
      message: 'cannot push r:5000/x:1 as "ann": denied for ann:***',
    });
  });
});

describe('a reset', () => {
  const waits = (count: number) =>
    Array.from({ length: count }, () => [
      { id: 'l1', status: 'Retrying in 2 seconds' },
      { id: 'l1', status: 'Retrying in 1 second' },
      { id: 'l1', status: 'Pushing' },
    ]).flat();

  it.each([
    ['for a moment', 0],
    ['for a moment', 3],
    ['for good', 4],
  ])('lasts %s after %d waits of the engine', async (lasts, count) => {
    const { done } = follow([...waits(count), { error: 'connection reset' }]);
    await expect(done).rejects.toMatchObject({ lasts });
  });
});

describe('readPull', () => {
  it('tells of layers, not of the tag', async () => {
    const { events, done } = follow(
      [
        { id: '1', status: 'Pulling from x' },
        { id: 'l1', status: 'Pull complete' },
      ],
      { ...push, action: 'pull' },
    );
    await done;
    expect(events).toEqual([
      { type: 'layer', id: 'l1', state: 'Pull complete' },
    ]);
  });
});

describe('transferError', () => {
  it.each([
    [404, 'manifest unknown', 'REGISTRY_NAME_UNKNOWN'],
    [500, 'connection refused', 'REGISTRY_UNREACHABLE'],
  ])('reads an answer %d %s as %s', (statusCode, text, code) => {
    const cause = Object.assign(new Error(text), { statusCode });
    expect(transferError(cause, push)).toMatchObject({ code });
  });

  it("leaves the engine's own failure to the engine", () => {
    const cause = Object.assign(new Error('x'), { code: 'ECONNRESET' });
    const error = transferError(cause, push);
    expect(error).toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  });
});
