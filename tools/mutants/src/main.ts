import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { sourceRoot } from './configure-stryker';
import {
  type MutantOptions,
  parseMutantOptions,
  usage,
} from './mutant-options';
import { mutateFolder } from './mutate-folder';
import {
  type FolderMutants,
  renderFolder,
  renderTotal,
} from './render-mutants';
import { runStryker } from './run-stryker';

const root = resolve(__dirname, '../../..');

export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === undefined) return;
  const scratch = mkdtempSync(join(tmpdir(), 'brickyard-mutants-'));
  try {
    await printMutants(options, scratch);
  } catch (error) {
    process.stderr.write(`mutants: ${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `undefined` when everything has been said. */
function readOptions(args: readonly string[]): MutantOptions | undefined {
  try {
    const options = parseMutantOptions(args);
    options.folders.forEach(checkFolder);
    if (!options.help) return options;
    process.stdout.write(usage);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

function checkFolder(folder: string): void {
  const path = `${sourceRoot}/${folder}`;
  if (!existsSync(join(root, path))) throw new Error(`${path} does not exist`);
}

async function printMutants(
  options: MutantOptions,
  scratch: string,
): Promise<void> {
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const done: FolderMutants[] = [];
  for (const folder of options.folders) {
    const own = join(scratch, folder);
    const mutants = await mutateFolder(folder, options, own, (run) =>
      runStryker(run, root),
    );
    done.push({ folder, mutants });
    print(renderFolder({ folder, mutants }));
  }
  if (done.length > 1) print(renderTotal(done));
}
