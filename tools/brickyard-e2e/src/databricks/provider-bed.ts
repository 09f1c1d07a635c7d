import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  moduleFolder,
  terraformEnvironment,
} from '../../../brickyard/src/cluster/testing/terraform';
import { repositoryRoot } from '../repository-root';
import { type Finished, RunningCommand } from '../running-command';
import type { DatabricksStandIn } from './databricks-stand-in';

const name = 'terraform-provider-databricks';

/**
 * Databricks' real provider, where somebody has put one: no registry of packages
 * that these tests use has it.
 */
export function findProvider(): string | undefined {
  const file =
    process.env['BRICKYARD_DATABRICKS_PROVIDER'] ??
    join(repositoryRoot, '.lab/tools', name);
  return existsSync(file) ? file : undefined;
}

/** The module in a folder of its own with a state of its own, against a stand-in. */
export class ProviderBed {
  readonly folder = mkdtempSync(join(tmpdir(), 'brickyard-module-'));
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(program: string, provider: string, standIn: DatabricksStandIn) {
    this.#program = program;
    for (const file of readdirSync(moduleFolder))
      if (file.endsWith('.tf'))
        copyFileSync(join(moduleFolder, file), join(this.folder, file));
    const config = join(this.folder, 'settings.tfrc');
    const source = `"databricks/databricks" = "${dirname(provider)}"`;
    writeFileSync(
      config,
      `provider_installation {\n  dev_overrides {\n    ${source}\n  }\n  direct {}\n}\n`,
    );
    this.#environment = {
      ...terraformEnvironment(process.env),
      ...standIn.environment,
      TF_CLI_CONFIG_FILE: config,
      TF_IN_AUTOMATION: '1',
    };
  }

  /** With these values for the variables of the module. */
  run(verb: string, variables?: object): Promise<Finished> {
    const file = join(this.folder, 'values.json');
    writeFileSync(file, JSON.stringify(variables ?? {}));
    const words = [verb, '-no-color'];
    if (verb === 'apply') words.push('-auto-approve');
    if (verb !== 'validate') words.push('-input=false', `-var-file=${file}`);
    const options = { cwd: this.folder, env: this.#environment };
    return new RunningCommand([this.#program, ...words], options).finished;
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
