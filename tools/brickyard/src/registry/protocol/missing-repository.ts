import { listErrorCodes, RegistryError } from '../errors';
import type { Repository } from '../registry';
import { findEcr, repositoryHint } from '../repository-hint';
import { manifestRequest } from './manifests';
import type { RegistryClient } from './registry-client';

/**
 * The refusal that a push would end with because nobody made the repository.
 * Most registries make one for the first push, so that their 404 says nothing.
 * ECR does so only where a template tells it to: its 404 is believed when it
 * refuses an upload, too.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export async function findMissingRepository(
  client: RegistryClient,
  at: Repository,
  reference: string,
): Promise<RegistryError | undefined> {
  const request = manifestRequest(at, reference);
  if (findEcr(at.registry, client.loginDemand(at)) === undefined)
    return undefined;
  const { status, body } = await client.send(request);
  if (status !== 404 || !listErrorCodes(body).includes('NAME_UNKNOWN'))
    return undefined;
  return (await client.mayPush(at)) ? undefined : missingError(client, at);
}

function missingError(client: RegistryClient, at: Repository): RegistryError {
  const { registry, repository } = at;
  const message = `${registry} has no repository ${repository}, and makes none for a push`;
  const hint = repositoryHint(registry, repository, client.loginDemand(at));
  return new RegistryError('REGISTRY_NAME_UNKNOWN', message, { hint });
}
