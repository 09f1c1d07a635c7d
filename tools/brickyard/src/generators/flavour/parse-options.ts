import { BrickyardError } from '../../errors';
import type { FlavourLanguage } from '../choose-parent';
import { type List, splitList } from '../split-list';

/** What `schema.json` lets a user set. */
export interface FlavourOptions {
  name: string | number;
  languages?: List;
  parent?: string;
  runtimes?: List;
  packages?: List;
  rPackages?: List;
  owners?: List;
  description?: string;
}

const KNOWN: readonly string[] = ['python', 'r', 'scala', 'sql'];

/** `both`, or names. In the order in which every flavour lists them. Throws OPTIONS_INVALID. */
export function parseLanguages(list: List | undefined): FlavourLanguage[] {
  const words = splitList(list).map((word) => word.toLowerCase());
  const asked = words.flatMap((word) =>
    word === 'both' ? ['python', 'r'] : [word],
  );
  const unknown = asked.find((word) => !KNOWN.includes(word));
  if (unknown !== undefined) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `--languages: '${unknown}' is not a language of notebooks`,
      { hint: `write some of ${KNOWN.join(', ')}, or both for python,r` },
    );
  }
  return KNOWN.filter((word) => asked.includes(word)) as FlavourLanguage[];
}

/** Throws OPTIONS_INVALID. */
export function parseDescription(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  // It becomes a comment of the Dockerfile, which a line break would end.
  if (!/[\r\n]/.test(text)) return text.trim();
  throw new BrickyardError(
    'OPTIONS_INVALID',
    '--description: is more than one line',
    { hint: 'write one line; the rest belongs into the README.md' },
  );
}
