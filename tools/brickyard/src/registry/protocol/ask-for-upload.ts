import { RegistryError } from '../errors';
import type { Repository } from '../registry';
import { dropUpload } from './blobs';
import type { RegistryClient } from './registry-client';

/** Whether a registry takes a write, which nothing but a write tells: opens an upload and cancels it. */
export async function askForUpload(
  client: RegistryClient,
  at: Repository,
): Promise<boolean> {
  try {
    const { headers } = await client.send({
      at,
      method: 'POST',
      path: 'blobs/uploads/',
      action: `open an upload to ${at.repository}`,
      expect: [202],
      // ECR ends the connection where the repository is missing.
      retriable: false,
    });
    await dropUpload(client, at, headers);
    return true;
  } catch (error) {
    if (error instanceof RegistryError) return false;
    throw error;
  }
}
