import { expandWord } from '../../dockerfile/expand';
import { readPairs } from '../../dockerfile/scope';
import type { Place } from '../../errors';
import { placeAt } from '../../script/mapped-text';
import { listCalls, listStarted, placeOfWord } from '../list-commands';
import { listSourceSteps, type SourceStep } from '../list-source-steps';
import type { Fault, FlavourFacts } from '../rule';
import { findInCommand } from './find-in-command';
import { findSecrets, valueFor } from './find-secrets';
import { isValue } from './is-value';
import { secretFault } from './secret-fault';
import { suspectName } from './secret-names';

/** What the Dockerfile itself gives away: by its text, its commands and its names. */
export function checkInstructions(flavour: FlavourFacts): Fault[] {
  const faults = [
    ...listSourceSteps(flavour).flatMap((step) => [
      ...findSecrets(step.mapped.text).map(({ what, at }) =>
        secretFault(what, 'Dockerfile', placeAt(step.mapped, at)),
      ),
      ...checkNames(step, flavour),
    ]),
    ...[...listCalls(flavour), ...listStarted(flavour)].flatMap((command) =>
      findInCommand(command.call).map(({ what, at }) =>
        secretFault(what, 'Dockerfile', placeOfWord(command, at)),
      ),
    ),
  ];
  const told = new Set<string>();
  return faults.filter(({ found, place }) => {
    const key = `${place?.file}:${place?.line} ${found}`;
    return told.size < told.add(key).size;
  });
}

/** A value that is no text but a reference, a path or a switch is told by nobody. */
function checkNames(step: SourceStep, flavour: FlavourFacts): Fault[] {
  const { keyword, words } = step.instruction;
  if (keyword !== 'ARG' && keyword !== 'ENV') return [];
  const { escape } = flavour.dockerfile;
  return readPairs(words).flatMap(({ name, value: written }, at) => {
    const suspicion = suspectName(name);
    if (suspicion === undefined) return [];
    const place = placeOf(step, words[at]?.range[0], flavour);
    const isText = !/\$[\w{]/.test(written);
    const { text: value } = expandWord(written, escape, () => undefined);
    const isKnown = isText && isValue(value);
    if (isKnown && suspicion === 'sure')
      return [secretFault(valueFor(name), 'Dockerfile', place)];
    if (keyword === 'ARG') return warnOfArg(name, step, place);
    return isKnown || written === '' ? [warnOfEnv(name, place)] : [];
  });
}

function placeOf(
  { place }: SourceStep,
  offset: number | undefined,
  { dockerfileText }: FlavourFacts,
): Place {
  if (offset === undefined) return place;
  const before = dockerfileText.slice(0, offset);
  return { ...place, line: before.split('\n').length };
}

/** What --build-arg gives is in the history; that of an ARG before FROM is not. */
function warnOfArg(
  name: string,
  { stage, isFinal }: SourceStep,
  place: Place,
): Fault[] {
  if (stage < 0) return [];
  return [
    {
      severity: 'warning',
      message: isFinal
        ? `the build arg ${name} is kept in the history of the image`
        : `the build arg ${name} is kept in the build cache, with the history of its stage`,
      found: `ARG ${name}`,
      place,
      hint: 'use RUN --mount=type=secret and secrets in image.ts',
    },
  ];
}

function warnOfEnv(name: string, place: Place): Fault {
  return {
    severity: 'warning',
    message: `by its name, the variable ${name} of the image is for a secret`,
    found: `ENV ${name}`,
    place,
    hint: 'a cluster sets it from a secret scope, {{secrets/<scope>/<key>}} in its environment; for a step of the build use RUN --mount=type=secret',
  };
}
