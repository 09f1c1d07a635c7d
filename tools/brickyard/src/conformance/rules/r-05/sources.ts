import { checkCranAddress } from '../../check-cran-address';
import { parseCranAddress } from '../../cran-address';
import { readVariables, replaceVariables } from '../../known-variables';
import { narrowPlace } from '../../list-commands';
import { listInstructions } from '../../list-instructions';
import type { Fault, FlavourFacts, RuleHalf } from '../../rule';

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

function listAddresses(flavour: FlavourFacts) {
  const variables = readVariables(flavour);
  const found = new Map<
    string,
    {
      address: NonNullable<ReturnType<typeof parseCranAddress>>;
      place: NonNullable<Fault['place']>;
    }
  >();
  // A stage that only compiles R packages for the last one counts, too.
  for (const { keyword, text, place } of listInstructions(flavour)) {
    if (!['ARG', 'ENV', 'RUN'].includes(keyword)) continue;
    for (const [url] of replaceVariables(text, variables).matchAll(URL)) {
      const address = parseCranAddress(url.replace(/\/$/, ''));
      // Half an address in an ARG is judged where it is used.
      const isPart =
        keyword === 'ARG' && address && address.snapshot !== 'latest';
      if (!address || isPart || found.has(address.url)) continue;
      const at = narrowPlace(flavour, place, url);
      found.set(address.url, { address, place: at });
    }
  }
  return [...found.values()];
}
