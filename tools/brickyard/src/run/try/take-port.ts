import { createServer } from 'node:net';

import { BrickyardError } from '../../errors';

/**
 * A port of this machine's loopback that is free now: any where 0 is asked for.
 * Rejects PORT_TAKEN.
 */
export function takePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(takenError(port, cause)),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(taken ?? port));
    });
  });
}

function takenError(port: number, cause: NodeJS.ErrnoException) {
  const why =
    cause.code === 'EADDRINUSE'
      ? 'another program has it'
      : `it cannot be had (${cause.code})`;
  return new BrickyardError('PORT_TAKEN', `port ${port}: ${why}`, {
    hint: `choose another one: --port=${port === 65535 ? 8889 : port + 1}, or --port=0 for any that is free`,
    cause,
  });
}
