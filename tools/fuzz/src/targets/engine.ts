import { trackBuild } from '../../../brickyard/src/engine/build/build-progress';
import { statusCodec } from '../../../brickyard/src/engine/build/buildkit-proto';
import { readOutput } from '../../../brickyard/src/engine/container/read-output';
import {
  decodeJsonLines,
  failureText,
} from '../../../brickyard/src/engine/json-lines';
import { readSpecTexts } from '../collect-seeds';
import { attempt, attemptAsync } from '../judge';
import type { Target } from '../target';

/** What an engine says: its streams of JSON, of build progress, and of a container's output. */
export const engine: Target = {
  name: 'engine',
  listSeeds: () => [
    ...readSpecTexts('engine'),
    progress,
    `{"id":"moby.buildkit.trace","aux":"${progress}"}\n`,
    '{"status":"a","progressDetail":{"current":1,"total":-1},"id":"b"}\n',
    '{"error":"a","errorDetail":{"code":1,"message":"b"}}\n',
    '\u0001\0\0\0\0\0\0\u0002ab\u0002\0\0\0\0\0\0\u0001c',
  ],
  tokens: [
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n',
      'null',
      '5',
      '"error"',
      '"aux"',
    ],
    ...[
      '"errorDetail"',
      '"message"',
      '"status"',
      '"stream"',
      '"id"',
      'CgA',
      '/',
    ],
    ...['\u0001\0\0\0\0\0\0\u0005', 'EgA', '=', '\b', '\n\u0001', 'AAAA', '+'],
  ],
  check: async (input) => {
    const text = input.toString();
    const messages = await attemptAsync(text, () => readLines(input));
    messages?.forEach(failureText);
    await attemptAsync(text, () => readOutput(halves(input)));
    attempt(text, () => {
      const tracker = trackBuild(
        () => undefined,
        (line) => line,
      );
      tracker.accept(text);
      return tracker.failedStep(text);
    });
  },
};

async function readLines(input: Buffer) {
  const messages = [];
  for await (const message of decodeJsonLines(halves(input)))
    messages.push(message);
  return messages;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is here
async function* halves(input: Buffer): AsyncGenerator<Uint8Array> {
  const middle = Math.floor(input.length / 2);
  yield input.subarray(0, middle);
  yield input.subarray(middle);
}

const progress = statusCodec
  .encode({
    vertexes: [
      {
        ...{ digest: 'sha256:00', name: '[1/2] RUN a', cached: false },
        ...{ error: 'failed', inputs: [] },
      },
    ],
    logs: [{ vertex: 'sha256:00', stream: 1, msg: Buffer.from('line\n') }],
    warnings: [],
  } as never)
  .toString('base64');
