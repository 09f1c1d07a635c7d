import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AgreeingRegistry {
  host: string;
  close(): Promise<void>;
}

const mediaType = 'application/vnd.oci.image.manifest.v1+json';

/** A stand-in on loopback that has every tag: a HEAD is answered, and nothing is behind it. */
export async function startAgreeingRegistry(): Promise<AgreeingRegistry> {
  const server = createServer(({ method, url = '' }, response) => {
    const digest = createHash('sha256').update(url).digest('hex');
    const headers = {
      'Content-Type': mediaType,
      'Docker-Content-Digest': `sha256:${digest}`,
      // Without a size it would be asked again, for the manifest itself.
      'Content-Length': method === 'HEAD' ? 500 : 0,
    };
    response.writeHead(method === 'HEAD' ? 200 : 404, headers).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
