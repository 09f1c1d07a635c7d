import { Readable } from 'node:stream';

import { pack } from 'tar-stream';

import type { BuildRequest, Engine } from '../engine';

/** The repository of every image that the contract builds. */
export const NAME = 'brickyard-contract/image';

export function build(
  engine: Engine,
  over: Partial<BuildRequest>,
  text = 'text',
): Promise<{ id: string }> {
  return engine.buildImage(requestOf(over, text), ignore);
}

export function requestOf(
  over: Partial<BuildRequest>,
  text = 'text',
): BuildRequest {
  return {
    context: packFiles({ Dockerfile: 'FROM scratch\nCOPY a /a\n', a: text }),
    dockerfile: 'Dockerfile',
    platform: 'linux/amd64',
    buildArgs: {},
    labels: {},
    tags: [`${NAME}:latest`],
    cacheFrom: [],
    secrets: {},
    credentials: () => Promise.resolve(undefined),
    ...over,
  };
}

/** A build context of these files. */
export function packFiles(files: Record<string, string>): Readable {
  const tar = pack();
  for (const [name, text] of Object.entries(files)) {
    tar.entry({ name, mtime: new Date(0) }, text);
  }
  tar.finalize();
  return Readable.from(tar);
}

/** A stream that breaks after its first bytes. */
export function brokenStream(error: Error): Readable {
  const stream = new Readable({ read: () => stream.destroy(error) });
  stream.push(Buffer.alloc(512));
  return stream;
}

export function ignore(): void {
  // These tests only look at results.
}
