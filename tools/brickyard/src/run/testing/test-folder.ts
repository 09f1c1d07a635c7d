import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For specs: the files of a workspace, in a folder of its own. */
export class TestFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'brickyard-'));

  /** Text as it is, anything else as JSON. */
  write(path: string, content: string | object): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }

  addFlavour(name: string, files: Record<string, string>): void {
    this.write(`packages/${name}/package.json`, { name, private: true });
    this.write(
      `packages/${name}/image.ts`,
      `export default { runtimes: ['17.3-LTS'] };\n`,
    );
    for (const [path, text] of Object.entries(files))
      this.write(`packages/${name}/${path}`, text);
  }

  removeFolder(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
