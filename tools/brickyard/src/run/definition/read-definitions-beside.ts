import {
  type ClusterDefinitionFiles,
  DEFINITION_TYPE,
  parseDefinitionArtifact,
} from '../../cluster/definition-artifact';
import { BrickyardError } from '../../errors';
import { parseReference } from '../../reference/parse-reference';
import { familiarName } from '../../reference/print-reference';
import type { Repository } from '../../registry/registry';
import { type DatedArtifact, listArtifacts } from '../names/list-artifacts';
import type { Services } from '../shell/services';

/** The definitions that were put beside an image. */
export interface FoundDefinitions {
  /** As the user named it. */
  reference: string;
  at: Repository;
  /** Of the image. */
  digest: string;
  /** The newest first. */
  history: readonly DatedArtifact[];
}

/** Needs the registry alone. Rejects IMAGE_UNKNOWN, REFERENCE_INVALID, REGISTRY_*. */
export async function findDefinitions(
  text: string,
  { registry }: Pick<Services, 'registry'>,
): Promise<FoundDefinitions> {
  const at = parseReference(text);
  const reference = familiarName(at);
  const name = at.digest ?? at.tag ?? 'latest';
  const head = await registry.headManifest(at, name);
  if (head === undefined) {
    const message = `${reference} is not at ${at.registry}`;
    const hint = 'check the name and the tag';
    throw new BrickyardError('IMAGE_UNKNOWN', message, { hint });
  }
  const { digest } = head;
  const history = await listArtifacts(
    registry,
    { at, digest },
    DEFINITION_TYPE,
  );
  return { reference, at, digest, history };
}

/** The newest that can be read: one that was deleted may still be listed. Rejects IMAGE_UNKNOWN, DEFINITION_INVALID. */
export async function readNewestDefinition(
  { reference, at, history }: FoundDefinitions,
  { registry }: Pick<Services, 'registry'>,
): Promise<ClusterDefinitionFiles> {
  for (const { digest } of history) {
    const artifact = await registry.getReferrer(at, digest);
    if (artifact === undefined) continue;
    const text = Buffer.from(artifact.bytes).toString('utf8');
    return parseDefinitionArtifact(text, `${at.repository}@${digest}`);
  }
  const isGone = history.length > 0;
  throw new BrickyardError(
    'IMAGE_UNKNOWN',
    isGone
      ? `${reference}: its cluster definition was deleted from the registry`
      : `${reference} has no cluster definition in the registry`,
    {
      hint: isGone
        ? 'push the flavour again'
        : 'a push puts one there where image.ts has `cluster` and the image is for a Databricks runtime',
    },
  );
}
