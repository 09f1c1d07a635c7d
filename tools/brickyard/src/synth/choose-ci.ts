import { BrickyardError } from '../errors';
import { findLikely } from '../hint-names';
import type { CiOptions } from '../workspace/ci-options';
import { listProviders } from './list-providers';
import { type SynthTables, synthTables } from './synth-tables';

const NONE = 'none';

/** The words that `chooseCi` takes. */
export function ciWords({ providers }: SynthTables = synthTables): string[] {
  return [...providers.map(({ id }) => id), NONE];
}

/**
 * What nx.json says for `--ci=github`, `azure`, both, or `none`, which also leaves
 * out the settings of a bot. Throws OPTIONS_INVALID, also where one of them cannot
 * log in to the registry.
 */
export function chooseCi(
  words: readonly string[],
  registry: string,
  tables: SynthTables = synthTables,
): CiOptions {
  const known = ciWords(tables);
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined || words.length === 0)
    throw unknownError(unknown ?? '', known);
  const providers = [...new Set(words)];
  if (!providers.includes(NONE)) {
    const ci = { providers };
    const place = { localNamespace: '', mainBranch: 'main', packages: [] };
    listProviders({ ...place, registry, ci }, tables);
    return ci;
  }
  if (providers.length === 1) return { providers: [], skip: ['renovate'] };
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--ci: '${words.join(',')}' is none and something else: give one of them`,
  );
}

function unknownError(word: string, known: readonly string[]): BrickyardError {
  const likely = findLikely(word, known);
  return new BrickyardError(
    'OPTIONS_INVALID',
    `--ci: '${word}' is none of ${known.join(', ')}`,
    likely === undefined ? {} : { hint: `did you mean ${likely}?` },
  );
}
