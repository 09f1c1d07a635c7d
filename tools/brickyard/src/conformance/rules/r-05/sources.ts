import type { Place } from '../../../errors';
import {
  changeLines,
  type MappedText,
  placeAt,
} from '../../../script/mapped-text';
import { checkCranAddress } from '../../check-cran-address';
import { type CranAddress, parseCranAddress } from '../../cran-address';
import { listCalls } from '../../list-commands';
import { mapHeredoc } from '../../list-instructions';
import { listSourceSteps, type SourceStep } from '../../list-source-steps';
import { replaceVariables } from '../../replace-variables';
import type { FlavourFacts, RuleHalf } from '../../rule';

const URL = /https?:\/\/[^\s"'`,;)\\|&<>]+/g;

/** The addresses that the Dockerfile names. */
export const sources: RuleHalf = {
  needs: 'flavour',
  check: ({ flavour, runtime }) =>
    flavour
      ? listAddresses(flavour).flatMap(({ address, place }) =>
          checkCranAddress(address, runtime, place),
        )
      : [],
};

interface Found {
  address: CranAddress;
  place: Place;
}

/** Each once. A stage that only compiles R packages for the last one counts, too. */
function listAddresses(flavour: FlavourFacts): Found[] {
  const steps = listSourceSteps(flavour);
  const found = [
    ...steps.flatMap(findInValues),
    ...listCalls(flavour).flatMap(({ call: { words, input } }) =>
      [...words, ...(input ? [input] : [])].flatMap(findIn),
    ),
    ...steps.flatMap(({ instruction, place }) =>
      instruction.source.heredocs.flatMap((body) =>
        findIn(mapHeredoc(body, place.file)),
      ),
    ),
  ];
  const urls = found.map(({ address }) => address.url);
  return found.filter(({ address }, at) => urls.indexOf(address.url) === at);
}

/** Half an address in an ARG is judged where it is used. */
function findInValues({ keyword, mapped, variables }: SourceStep): Found[] {
  if (keyword !== 'ARG' && keyword !== 'ENV') return [];
  const known = changeLines(mapped, (line) =>
    replaceVariables(line, variables),
  );
  return findIn(known).filter(
    ({ address }) => keyword === 'ENV' || address.snapshot === 'latest',
  );
}

function findIn(mapped: MappedText): Found[] {
  return [...mapped.text.matchAll(URL)].flatMap(({ 0: url, index }) => {
    const address = parseCranAddress(url.replace(/\/$/, ''));
    return address ? [{ address, place: placeAt(mapped, index) }] : [];
  });
}
