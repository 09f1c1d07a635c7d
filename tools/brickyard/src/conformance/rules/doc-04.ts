import { isRemoteSource } from '../../dockerfile/normalize-source';
import { listSourceSteps } from '../list-source-steps';
import { replaceVariables } from '../replace-variables';
import type { Fault, FlavourFacts, Rule } from '../rule';

/** A commit of git, or its checksum in the address. */
const PINNED = /#[0-9a-f]{40}\b|[?&]checksum=[0-9a-f]{40}/;

export const doc04: Rule = {
  id: 'DOC-04',
  severity: 'warning',
  title: 'what ADD downloads has a checksum',
  why: 'The content behind an address is not in the key of an image. When it changes, nothing is rebuilt, and two machines that build the same key get different images.',
  source: 'docs.docker.com/reference/dockerfile: ADD --checksum',
  needs: 'flavour',
  appliesTo: () => true,
  check: ({ flavour }) => (flavour ? checkSteps(flavour) : []),
};

function checkSteps(flavour: FlavourFacts): Fault[] {
  const steps = listSourceSteps(flavour).filter(
    ({ instruction: { keyword, flags } }) =>
      keyword === 'ADD' && flags.every(({ name }) => name !== 'checksum'),
  );
  return steps.flatMap(({ instruction: { words }, variables, place }) =>
    words
      .slice(0, -1)
      .map(({ text }) => replaceVariables(text, variables))
      .filter((source) => isRemoteSource(source) && !PINNED.test(source))
      .map((source) => ({
        message: `ADD ${withoutLogin(source)} has no --checksum`,
        expected: '--checksum=sha256:…, or the commit for git',
        found: withoutLogin(source),
        place,
        hint: 'add --checksum=sha256:… (with # syntax=docker/dockerfile:1 for engines before 25.0), or commit the file and COPY it',
      })),
  );
}

/** Whoever reads the finding needs no password. */
function withoutLogin(address: string): string {
  return address.replace(/^(\w+:\/\/)[^/@]*@/, '$1').replace(/[?#].*$/, '');
}
