import {
  askRules,
  type Conformance,
} from '../../conformance/check-conformance';
import { checkEnds, isFor } from '../../conformance/check-waivers';
import { dateWaivers } from '../../conformance/date-waivers';
import { importsFor } from '../../conformance/imported-modules';
import { isLineSupported } from '../../conformance/is-line-supported';
import type { Subject } from '../../conformance/rule';
import { ruleTable } from '../../conformance/rule-table';
import type { EngineImage } from '../../engine/engine';
import { BrickyardError } from '../../errors';
import { databricksLabel, labelNames } from '../../key/image-labels';
import { findRuntime } from '../../runtime/catalogue';
import type { Runtime } from '../../runtime/schema';
import { holdImage, type HoldRequest } from '../names/hold-image';
import { readImageFacts } from '../names/image-facts';
import { findOwnFlavour } from '../names/own-flavour';
import type { Services } from '../shell/services';

/** `runtime` is the one of the image's label when left out. */
export type DiagnoseRequest = HoldRequest;

export interface Diagnosis extends Conformance {
  reference: string;
  runtime: string;
  /** Whose waivers apply: the flavour of this workspace that it is of. */
  flavour?: string;
}

/** Every rule about images and what is in them, on an image that is pulled when the engine lacks it. */
export async function diagnoseImage(
  request: DiagnoseRequest,
  services: Services,
): Promise<Diagnosis> {
  const { workspace, say, signal } = request;
  const { engine } = services;
  const { reference, image } = await holdImage(request, engine);
  const runtime = chooseRuntime(image, request, workspace.runtimes);
  say(`${reference}: looking into it in a container`);
  const { collectInventory } = await import('../../inventory/collect');
  const imports = importsFor(runtime);
  const inventory = await collectInventory(engine, reference, signal, imports);
  const subject: Subject = {
    runtime,
    languages: languagesOf(inventory),
    isSupported: isLineSupported(runtime, services.now),
    image: await readImageFacts(reference, image, engine),
    inventory,
  };
  const own = findOwnFlavour(reference, image.labels, workspace);
  const waivers = dateWaivers(own?.definition.waivers, services.now).filter(
    (waiver) => isFor(waiver, runtime),
  );
  // Only the sources show that a waiver is needless.
  const conformance = askRules(subject, waivers, ruleTable);
  conformance.findings.push(...checkEnds(waivers, {}));
  const named = { reference, runtime: runtime.name };
  return { ...named, ...(own && { flavour: own.name }), ...conformance };
}

function chooseRuntime(
  { labels }: EngineImage,
  { runtime, reference }: DiagnoseRequest,
  runtimes: readonly Runtime[],
): Runtime {
  const name = runtime ?? labels[labelNames.runtime] ?? labels[databricksLabel];
  if (name !== undefined) return findRuntime(runtimes, name);
  throw new BrickyardError(
    'RUNTIME_UNKNOWN',
    `${reference} does not say which runtime it is for`,
    { hint: 'name one: --runtime 17.3-LTS' },
  );
}

/** A foreign image has no image.ts: what it contains says what it is for. */
function languagesOf({
  python,
  r,
}: NonNullable<Subject['inventory']>): Subject['languages'] {
  // Images for R have an empty one: without it no R notebook starts.
  const isPython = python.some(
    ({ environment, packages }) =>
      environment.startsWith('/databricks/') &&
      (r === null || packages.length > 0),
  );
  return [
    ...(isPython ? (['python'] as const) : []),
    ...(r === null ? [] : (['r'] as const)),
  ];
}
