import { Readable } from 'node:stream';

import { readOutput } from './read-output';

function frame(kind: number, text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = kind;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

const stream = Buffer.concat([
  frame(1, 'grün'),
  frame(2, 'bad'),
  frame(1, ''),
  frame(1, ' und\n'),
]);

function cut(size: number): Readable {
  const count = Math.ceil(stream.length / size);
  const starts = Array.from({ length: count }, (_, index) => index * size);
  return Readable.from(starts.map((at) => stream.subarray(at, at + size)));
}

describe('readOutput', () => {
  it.each([1, 2, 7, 8, 9, 13, 1000])(
    'tells stdout from stderr in chunks of %d bytes',
    async (size) => {
      const output = await readOutput(cut(size));
      expect(output).toEqual({ stdout: 'grün und\n', stderr: 'bad' });
    },
  );

  it('ends when the guard has had enough', async () => {
    const chunks = cut(5);
    const guard = () => {
      throw new Error('enough');
    };
    await expect(readOutput(chunks, guard)).rejects.toThrow('enough');
    expect(chunks.destroyed).toBe(true);
  });
});
