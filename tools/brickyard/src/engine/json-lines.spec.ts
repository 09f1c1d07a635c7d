import { Readable } from 'node:stream';

import { decodeJsonLines, failureText } from './json-lines';

async function decode(...chunks: (string | Uint8Array)[]) {
  const messages = [];
  const bytes = chunks.map((chunk) => Buffer.from(chunk));
  for await (const m of decodeJsonLines(Readable.from(bytes))) messages.push(m);
  return messages;
}

describe('decodeJsonLines', () => {
  const euro = Buffer.from('{"status":"€"}');

  it.each([
    ['several in a chunk', ['{"id":"a"}\r\n\n{"id":"b"}\n'], ['a', 'b']],
    ['one in several chunks', ['{"id"', ':"a"', '}\n'], ['a']],
    ['a last one without line end', ['{"id":"a"}\n{"id":"b"}'], ['a', 'b']],
    ['none', [''], []],
  ])('reads %s', async (_what, chunks, ids) => {
    expect((await decode(...chunks)).map(({ id }) => id)).toEqual(ids);
  });

  it('reads a character that is cut in two', async () => {
    const cut = await decode(euro.subarray(0, 12), euro.subarray(12));
    expect(cut).toEqual([{ status: '€' }]);
  });

  it('rejects what is not JSON', async () => {
    await expect(decode('<html>\n')).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: expect.stringContaining('<html>') as unknown,
    });
  });

  it('rejects as the stream does', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('x')) });
    await expect(decodeJsonLines(broken).next()).rejects.toThrow('x');
  });
});

it.each(['null', '5', '"a"'])('takes %s for no message', async (line) => {
  const lines = decodeJsonLines(Readable.from([Buffer.from(`${line}\n`)]));
  await expect(lines.next()).rejects.toMatchObject({
    code: 'ENGINE_FAILED',
    message: `the engine wrote something that is no message: ${line}`,
  });
});

describe('failureText', () => {
  it.each([
    [{ error: 'short', errorDetail: { message: 'long' } }, 'long'],
    [{ error: 'short' }, 'short'],
    [{ status: 'fine' }, undefined],
  ])('of %j is %s', (message, expected) => {
    expect(failureText(message)).toBe(expected);
  });
});
