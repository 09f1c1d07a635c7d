import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { EngineProbe } from './engine-probe';

/** An image as `docker save` writes it, unpacked. For small ones. */
export class ImageArchive {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-e2e-image-'));

  static async open(engine: EngineProbe, name: string): Promise<ImageArchive> {
    const archive = new ImageArchive();
    const tar = spawn('tar', ['-x', '-C', archive.#folder], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    (await engine.save(name)).pipe(tar.stdin);
    const [status] = (await once(tar, 'close')) as [number];
    if (status !== 0) throw new Error(`${name} does not unpack`);
    return archive;
  }

  /** The files in its layers, without folders. */
  get files(): string[] {
    return this.#layers
      .flatMap((layer) => tar('-tf', layer).toString().trim().split('\n'))
      .filter((path) => !path.endsWith('/'))
      .sort();
  }

  read(path: string): Buffer {
    const layer = this.#layers.find((candidate) =>
      tar('-tf', candidate).toString().split('\n').includes(path),
    );
    if (layer === undefined) throw new Error(`there is no ${path}`);
    return tar('-xOf', layer, path);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #layers(): string[] {
    const text = readFileSync(join(this.#folder, 'manifest.json'), 'utf8');
    const [image] = JSON.parse(text) as { Layers: string[] }[];
    return (image?.Layers ?? []).map((layer) => join(this.#folder, layer));
  }
}

function tar(...words: string[]): Buffer {
  return execFileSync('tar', words);
}
