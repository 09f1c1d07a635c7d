import type { Engine } from '../../engine/engine';
import { BrickyardError } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import { findLikely, hintNames } from '../../hint-names';
import { labelNames } from '../../key/image-labels';
import { listTargets } from '../../plan/image-target';
import { parseReference } from '../../reference/parse-reference';
import { familiarName } from '../../reference/print-reference';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Workspace } from '../../workspace/workspace';
import { localName, publishedName } from './published-name';

/** `python@17.3-LTS` is the flavour on that line; a digest has a colon. */
export function splitLine({
  reference,
  runtime,
}: {
  reference: string;
  runtime?: string;
}): { name: string; line?: string } {
  const [, name = reference, line = runtime] =
    /^([^@/:]+)@([^@:]+)$/.exec(reference) ?? [];
  return { name, line };
}

/**
 * What `python` stands for where a flavour has that name: its image in the
 * engine, else the published one. Anything else stays as it is. Throws
 * RUNTIME_UNKNOWN for a line that the flavour is not built for, FLAVOUR_UNKNOWN
 * for a word that is nearly the name of one, and what is wrong with the flavour.
 */
export async function expandFlavour(
  given: { reference: string; runtime?: string },
  workspace: Workspace,
  engine: Engine,
): Promise<string> {
  const { reference } = given;
  const { name, line } = splitLine(given);
  const broken = workspace.broken.find((each) => each.name === name);
  if (broken !== undefined) throw broken.error;
  // What others list is no matter of this one.
  const flavours = workspace.flavours.filter((each) => each.name === name);
  const targets = listTargets({ ...workspace, flavours });
  if (targets.length === 0) {
    await checkMisspelt(name, reference, { workspace, engine });
    return reference;
  }
  const target = targets.find(
    ({ runtime: own, lines, isFirst }) =>
      (line === undefined && isFirst) ||
      [own.name, ...lines].some((each) => each === line),
  );
  if (target === undefined) {
    const names = targets.map(({ runtime: own }) => own.name).join(', ');
    const message = `${name} is not built for ${line}`;
    throw new BrickyardError('RUNTIME_UNKNOWN', message, {
      hint: `it is for ${names}`,
    });
  }
  const tag = runtimeTag(target.runtime);
  const local = localName(target, workspace.options, tag);
  const isHeld = (await engine.inspectImage(local)) !== undefined;
  return isHeld ? local : publishedName(target, workspace.options, tag);
}

/** One bare word is more likely misspelt than an image of Docker Hub. */
async function checkMisspelt(
  word: string,
  reference: string,
  { workspace: { flavours }, engine }: { workspace: Workspace; engine: Engine },
): Promise<void> {
  if (/[/:@]/.test(word)) return;
  const names = flavours.map(({ name }) => name);
  if (findLikely(word, names) === undefined) return;
  if ((await engine.inspectImage(reference)) !== undefined) return;
  throw new BrickyardError('FLAVOUR_UNKNOWN', `no such flavour: ${word}`, {
    hint: `${hintNames('flavours', names, [word])}; for an image of Docker Hub write docker.io/library/${word}`,
  });
}

/** The flavour of this workspace that made an image, as its label or its name says. */
export function findOwnFlavour(
  reference: string,
  labels: Readonly<Record<string, string>>,
  { flavours, options }: Workspace,
): Flavour | undefined {
  const { registry, repository } = parseReference(reference);
  const { localNamespace, namespace } = options;
  const name = familiarName({ registry, repository });
  return flavours.find((flavour) => {
    const published = `${options.registry}/${namespace}/${flavour.name}`;
    return (
      labels[labelNames.flavour] === flavour.name ||
      name === `${localNamespace}/${flavour.name}` ||
      `${registry}/${repository}` === published
    );
  });
}
