import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { findPrograms } from './find-program';
import { findLabProgram } from './lab-program';

/** For the steps of an engine's builds: what they see is so many hours ahead. */
export class FakeClock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-clock-'));
  readonly #variables: Record<string, string>;

  /** Throws where libfaketime or runc is missing. */
  constructor(hours: number) {
    const library = findLabProgram('fake-clock.sh');
    const [runc] = findPrograms('runc');
    if (library === undefined || runc === undefined)
      throw new Error('libfaketime or runc is missing');
    const starter = join(this.#folder, 'runc');
    const script = join(__dirname, 'runc-elsewhen.cjs');
    const words = `'${process.execPath}' '${script}' "$@"`;
    writeFileSync(starter, `#!/bin/sh\nexec ${words}\n`);
    chmodSync(starter, 0o755);
    this.#variables = {
      RUNC: runc,
      FAKE_CLOCK: library,
      FAKE_CLOCK_OFFSET: `+${hours}h`,
    };
  }

  /** The variables that a dockerd needs to use it. */
  get env(): NodeJS.ProcessEnv {
    const path = `${this.#folder}${delimiter}${process.env['PATH'] ?? ''}`;
    return { ...process.env, ...this.#variables, PATH: path };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
