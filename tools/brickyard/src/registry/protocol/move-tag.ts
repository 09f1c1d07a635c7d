import { RegistryError } from '../errors';
import type { Manifest, Repository } from '../registry';
import { writeManifest, type Written } from './manifests';
import type { RegistryClient } from './registry-client';

/** How registries refuse to move a tag; ECR's 400 is known by its words. */
const REFUSALS = [403, 405, 409, 412, 422];

/**
 * Points a tag that exists at another manifest. Rejects REGISTRY_TAG_IMMUTABLE
 * where the registry takes writes to the repository, and this one not. Without
 * `assertWritten`, as `writeManifest`.
 */
export async function moveTag(
  client: RegistryClient,
  at: Repository,
  tag: string,
  manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<Written> {
  try {
    return await writeManifest(client, at, tag, manifest);
  } catch (error) {
    throw (await isAboutTag(client, at, error)) ? immutableError(error) : error;
  }
}

async function isAboutTag(
  client: RegistryClient,
  at: Repository,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof RegistryError)) return false;
  const { code, status = 0 } = error;
  // Any other code says what it is about.
  const isVague = code === 'REGISTRY_DENIED' || code === 'REGISTRY_FAILED';
  const isRefusal = isVague && REFUSALS.includes(status);
  return isRefusal && client.mayPush(at);
}

function immutableError(error: unknown): RegistryError {
  const { message, status, ociCodes, cause } = error as RegistryError;
  const hint =
    'the account may write to the repository, and not move this tag: look for a rule that makes tags immutable or protects them';
  const details = { status, ociCodes, cause, hint };
  return new RegistryError('REGISTRY_TAG_IMMUTABLE', message, details);
}
