import type { CredentialsFor, Engine, EngineImage } from '../../engine/engine';
import { BrickyardError, isReportable } from '../../errors';
import { parseReference } from '../../reference/parse-reference';
import { familiarName } from '../../reference/print-reference';
import type { Workspace } from '../../workspace/workspace';
import { tellRepeat } from '../shell/tell-repeat';
import { expandFlavour, splitLine } from './own-flavour';

export interface HoldRequest {
  workspace: Workspace;
  /** Any image, ours or not, or the name of a flavour, also as `python@17.3-LTS`. */
  reference: string;
  /** A runtime line of the flavour; its first when left out. */
  runtime?: string;
  credentials: CredentialsFor;
  say: (text: string) => void;
  signal?: AbortSignal;
}

export interface HeldImage {
  /** As a person writes it, with its tag or digest. */
  reference: string;
  image: EngineImage;
}

/**
 * An image that the engine has, pulled when it lacks it. Throws what `expandFlavour`
 * throws, IMAGE_UNKNOWN for a flavour that is neither here nor published, and for
 * other images what pulling throws.
 */
export async function holdImage(
  request: HoldRequest,
  engine: Engine,
): Promise<HeldImage> {
  const { workspace, say, credentials, signal } = request;
  const name = await expandFlavour(request, workspace, engine);
  const given = parseReference(name);
  const { digest, tag = digest === undefined ? 'latest' : undefined } = given;
  const reference = familiarName({ ...given, tag });
  const held = await engine.inspectImage(reference);
  if (held !== undefined) return { reference, image: held };
  say(`${reference}: pulling it`);
  try {
    const login = await credentials(given.registry);
    await engine.pullImage(reference, login, tellRepeat(say), signal);
  } catch (error) {
    const isOurs = name !== request.reference;
    throw isOurs ? notBuiltError(request, reference, error) : error;
  }
  const pulled = await engine.inspectImage(reference);
  if (pulled !== undefined) return { reference, image: pulled };
  const message = `${reference} is not in the engine, although it was pulled`;
  throw new BrickyardError('IMAGE_UNKNOWN', message);
}

const ofEngine = ['ENGINE_UNREACHABLE', 'ENGINE_DENIED', 'DISK_FULL'];

/** What has to do with the engine itself stays as it is. */
function notBuiltError(
  request: HoldRequest,
  reference: string,
  cause: unknown,
): unknown {
  if (!isReportable(cause) || ofEngine.includes(cause.code)) return cause;
  const { name, line } = splitLine(request);
  const option = line === undefined ? '' : ` --runtime=${line}`;
  const other = cause.hint === undefined ? '' : `; to pull it: ${cause.hint}`;
  return new BrickyardError(
    'IMAGE_UNKNOWN',
    `the engine has no image of ${name}, and ${reference} cannot be pulled: ${cause.message} [${cause.code}]`,
    { hint: `build it: npx nx docker-build ${name}${option}${other}`, cause },
  );
}
