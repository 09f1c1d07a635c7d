import { randomUUID } from 'node:crypto';

import type { RunningCommand } from './running-command';
import type { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

const MEGABYTE = 1_000_000;

/** Layers that do not compress, a small and a large one, new in every run. */
export function addLargeFlavour({ workspace }: TestBed): void {
  const steps = [0.1, 40].map((size) => {
    const file = `head --bytes=${size * MEGABYTE} /dev/urandom > /${size}`;
    return `RUN : ${randomUUID()} && ${file}`;
  });
  const lines = ['FROM ubuntu:24.04', ...steps, ''];
  workspace.addFlavour('large', { Dockerfile: lines.join('\n') });
}

/** A push of it that is half-way: a layer is up and another on its way. */
export async function startHalfPush(bed: TestBed): Promise<RunningCommand> {
  const command = bed.workspace.startNx(['docker-push', 'large']);
  // Its base is copied before that, and Nx may have printed nothing yet.
  await command.waitFor('exporting to image');
  await waitUntil('a push is half-way', async () => {
    const sent = await listSentBlobs(bed);
    return sent.length > 0 && bed.tap.uploadedBytes > 5 * MEGABYTE;
  });
  return command;
}

/**
 * Digests of what the engine knows to be up. One without containerd's store asks
 * for a blob after it has sent it, and remembers only then.
 */
export async function listSentBlobs({
  engine,
  tap,
}: TestBed): Promise<string[]> {
  const isContainerd = await engine.hasContainerdStore();
  return isContainerd ? tap.uploadedBlobs : tap.confirmedBlobs;
}
