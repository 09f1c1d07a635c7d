import { randomUUID } from 'node:crypto';

import type { Engine } from '../engine/engine';
import { BrickyardError, isBrickyardError } from '../errors';
import { SHELL_SILENCE } from '../rows/row';
import { sealRows } from '../rows/seal-rows';
import { shorten } from '../shorten';
import type { Imports } from './imports';
import type { Inventory } from './inventory';
import { parseInventory } from './parse-inventory';
import { writeProbe } from './probe';

/** Bytes. An image with 600 packages prints 0.1 MB. */
const MAX_PROBE_OUTPUT = 16_000_000;

/**
 * Looks into an image that the engine has, in one container without a network.
 * The image's environments load `imports` there. Rejects CONTAINER_FAILED, for
 * example for an image without a shell, and INVENTORY_INVALID.
 */
export async function collectInventory(
  engine: Engine,
  image: string,
  signal?: AbortSignal,
  imports: Imports = {},
): Promise<Inventory> {
  const command = ['sh'];
  const probe = writeProbe(imports, await engine.slowdown());
  const { script: input, open } = sealRows(probe, randomUUID());
  const { stdout, stderr } = await engine.runContainer({
    ...{ image, command, input, signal },
    maxOutput: MAX_PROBE_OUTPUT,
    silence: SHELL_SILENCE,
  });
  try {
    return parseInventory(open(stdout), `inventory of ${image}`);
  } catch (error) {
    if (!isBrickyardError(error) || stderr.trim() === '') throw error;
    const { code, message, problems } = error;
    const hint = `the container said: ${lastLines(stderr)}`;
    throw new BrickyardError(code, message, { problems, hint });
  }
}

function lastLines(text: string): string {
  return shorten(text.trim().split('\n').slice(-3).join(' | '), 1000);
}
