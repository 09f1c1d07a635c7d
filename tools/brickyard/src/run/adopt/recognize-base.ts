import { isBrickyardError } from '../../errors';
import { parentFlavour } from '../../plan/parent-flavour';
import { DOCKER_HUB } from '../../reference/hub';
import { parseReference } from '../../reference/parse-reference';
import type { Reference } from '../../reference/reference';
import { parseDatabricksImage } from '../../runtime/databricks-image';
import type { LineNumber } from '../../runtime/line-number';

/** What is known of an image by its name. */
export type StartImage =
  /** Databricks' own; `number` where the tag names a runtime line. */
  | { kind: 'databricks'; name: string; number?: LineNumber }
  /** Another flavour of this workspace. */
  | { kind: 'flavour'; flavour: string }
  /** Ubuntu, or an image that says so in its tag; `system` is `24.04` or `noble`. */
  | { kind: 'ubuntu'; system?: string }
  /** An image of Docker Hub's that is not Ubuntu: `node`, `python`. */
  | { kind: 'official' }
  | { kind: 'unknown' };

/** `24.04`, `noble-20260101`, and NVIDIA's `12.6.0-runtime-ubuntu24.04` */
const UBUNTU_TAG = /^(\d\d\.\d\d|[a-z]+)(?:-\d+)?$/;
const UBUNTU_IN_TAG = /ubuntu-?(\d\d)\.?(\d\d)/;

export function recognizeBase(
  image: string,
  localNamespace: string,
): StartImage {
  const flavour = parentFlavour(image, localNamespace);
  if (flavour !== undefined) return { kind: 'flavour', flavour };
  const databricks = parseDatabricksImage(image);
  if (databricks) return { kind: 'databricks', ...databricks };
  const reference = tryParse(image);
  if (reference === undefined) return { kind: 'unknown' };
  return recognizeSystem(reference);
}

function recognizeSystem({
  registry,
  repository,
  tag = '',
}: Reference): StartImage {
  if (/(?:^|\/)ubuntu$/.test(repository)) {
    const [, system] = UBUNTU_TAG.exec(tag) ?? [];
    const isNamed = system !== undefined && !ROLLING.includes(system);
    return { kind: 'ubuntu', ...(isNamed && { system }) };
  }
  const [, year, month] = UBUNTU_IN_TAG.exec(tag) ?? [];
  if (year !== undefined) return { kind: 'ubuntu', system: `${year}.${month}` };
  const isOfficial =
    registry === DOCKER_HUB && repository.startsWith('library/');
  return { kind: isOfficial ? 'official' : 'unknown' };
}

/** Tags that are another release in time. */
const ROLLING = ['latest', 'rolling', 'devel'];

function tryParse(image: string): Reference | undefined {
  try {
    return parseReference(image);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return undefined;
  }
}
