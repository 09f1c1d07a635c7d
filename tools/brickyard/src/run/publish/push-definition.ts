import { createHash } from 'node:crypto';

import {
  DEFINITION_TYPE,
  renderDefinitionArtifact,
} from '../../cluster/definition-artifact';
import { isReportable } from '../../errors';
import { labelNames } from '../../key/image-labels';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { createdName, listArtifacts } from '../names/list-artifacts';
import { repositoryOf } from '../names/published-name';
import { type ImageRecord, imageRecords } from '../records/image-record';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { explainUnlisted } from './explain-unlisted';

export interface DefinitionContext {
  /** The workspace's folder. */
  root: string;
  options: Options;
  reporter: Reporter;
}

/** What a push has written beside `image.json` for clusters; none where no cluster starts on the image. */
export type WrittenFiles = readonly { name: string; text: string }[];

/**
 * Puts the definition of an image's cluster beside the image, where it differs
 * from the newest one there. The record remembers it, so that the next push asks
 * the registry nothing. No push fails over it.
 */
export async function pushDefinition(
  image: KeyedImage,
  { record, files }: { record: ImageRecord; files: WrittenFiles },
  context: DefinitionContext,
  services: Services,
): Promise<ImageRecord> {
  if (files.length === 0) return record;
  const text = renderDefinitionArtifact({
    flavour: image.flavour.name,
    runtime: image.runtime.name,
    image: record.reference,
    files: files.map(({ name, text: content }) => ({ name, text: content })),
  });
  const definition = digestText(text);
  if (record.definition === definition) return record;
  try {
    await place(image, { record, text }, context, services);
  } catch (error) {
    if (!isReportable(error)) throw error;
    const { options } = context;
    const what = 'has no cluster definition in the registry';
    const told = explainUnlisted(error, `${image.id}: ${what}`, options);
    services.warn(told, { registry: options.registry, what, error });
    return record;
  }
  const settled = { ...record, definition };
  imageRecords.write(image, settled, context.root);
  return settled;
}

async function place(
  image: KeyedImage,
  { record, text }: { record: ImageRecord; text: string },
  { options, reporter }: DefinitionContext,
  { registry, now }: Services,
): Promise<void> {
  const at = repositoryOf(image, options);
  const [newest] = await listArtifacts(
    registry,
    { at, digest: record.digest },
    DEFINITION_TYPE,
  );
  if (newest !== undefined) {
    const found = await registry.getReferrer(at, newest.digest);
    if (found && Buffer.from(found.bytes).toString('utf8') === text) return;
  }
  const subject = await registry.headManifest(at, record.digest);
  if (subject === undefined) return;
  await registry.putReferrer(at, subject, {
    artifactType: DEFINITION_TYPE,
    mediaType: DEFINITION_TYPE,
    bytes: Buffer.from(text),
    annotations: {
      [labelNames.key]: image.key,
      [createdName]: now.toISOString(),
    },
  });
  const reference = `${at.registry}/${at.repository}@${record.digest}`;
  reporter.line(
    image.id,
    `what its clusters need is beside it: npx brickyard definition ${reference}`,
  );
}

function digestText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
