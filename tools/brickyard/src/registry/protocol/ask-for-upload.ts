import { RegistryError } from '../errors';
import type { Repository } from '../registry';
import { checkWritable } from './blobs';
import type { RegistryClient } from './registry-client';

/** Whether a registry takes a write. */
export async function askForUpload(
  client: RegistryClient,
  at: Repository,
): Promise<boolean> {
  try {
    await checkWritable(client, at);
    return true;
  } catch (error) {
    if (error instanceof RegistryError) return false;
    throw error;
  }
}
