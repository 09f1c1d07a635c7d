import { checkChain } from '../../conformance/check-chain';
import {
  type Conformance,
  hasErrors,
} from '../../conformance/check-conformance';
import { importsFor } from '../../conformance/imported-modules';
import type { Finding, Subject } from '../../conformance/rule';
import { isBrickyardError, renderError } from '../../errors';
import type { Suite, TestResult } from '../../image-tests/image-test';
import type { Probed } from '../../image-tests/parse-outcomes';
import { runSuite } from '../../image-tests/run-suite';
import type { Inventory } from '../../inventory/inventory';
import { parseInventory } from '../../inventory/parse-inventory';
import { digestProbe, writeProbe } from '../../inventory/probe';
import type { KeyedImage } from '../../plan/key-images';
import { readImageFacts } from '../names/image-facts';
import { inventoryRecords, writeInventory } from '../records/inventory-record';
import type { Services } from '../shell/services';
import type { RuleInputs } from './rule-inputs';

export interface ExamineRequest {
  image: KeyedImage;
  suite: Suite;
  inputs: RuleInputs;
  /** As the engine has it. */
  name: string;
  /** The workspace's folder. */
  root: string;
  signal?: AbortSignal;
}

export interface Examined {
  passed: boolean;
  tests: TestResult[];
  conformance: Conformance;
}

/**
 * Tests and rules of an image, in one container. What it contains is written
 * down, and taken from there when this very probe has looked before.
 */
export async function examineImage(
  request: ExamineRequest,
  { engine }: Services,
): Promise<Examined> {
  const { image, suite, inputs, name, root, signal } = request;
  const imports = importsFor(inputs.runtime);
  // What an image contains does not depend on how long it took to look.
  const probe = digestProbe(writeProbe(imports));
  const recorded = inventoryRecords.read(image, root);
  const known = recorded?.probe === probe ? recorded : undefined;
  const script = known
    ? undefined
    : writeProbe(imports, await engine.slowdown());
  const { tests, probed } = await runSuite(
    { suite, image: name, probe: script, signal },
    engine,
  );
  const seen = known ? { inventory: known } : readProbed(probed, name);
  if (!known && seen.inventory)
    writeInventory(image, { probe, inventory: seen.inventory }, root);
  const held = await engine.inspectImage(name);
  const { runtime, languages, isSupported, flavour } = inputs;
  const subject: Subject = {
    ...{ runtime, languages, isSupported, flavour },
    image: held && (await readImageFacts(name, held, engine)),
    inventory: seen.inventory,
  };
  const conformance = checkChain(subject, inputs);
  if (seen.fault) conformance.findings.unshift(seen.fault);
  const passed = tests.every((test) => test.passed) && !hasErrors(conformance);
  return { passed, tests, conformance };
}

type Seen = { inventory?: Inventory; fault?: Finding };

/** A probe that came to no end is a fault of the image: rules that need it could not look. */
function readProbed(probed: Probed | undefined, name: string): Seen {
  const { status = 0, stdout = '', stderr = '' } = probed ?? {};
  try {
    return { inventory: parseInventory(stdout, `inventory of ${name}`) };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const isLate = status === 124 || status === 137;
    const said = stderr.trim().split('\n').join(' | ');
    const fault: Finding = {
      rule: 'INVENTORY',
      severity: 'error',
      message: isLate
        ? 'what the image contains could not be listed in time'
        : `what the image contains could not be listed: ${renderError(error)}`,
      ...(said !== '' && { found: said }),
      hint: 'run the probe by hand: npx brickyard doctor <image>; what it names keeps rules from looking',
    };
    return { fault };
  }
}
