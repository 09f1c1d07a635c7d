import { rOrder } from '../ecosystems/r/r-order';
import type { DcfRecord } from './parse-dcf';

/** `rlang (>= 1.1.0)` of a field such as Imports. */
export interface RNeed {
  name: string;
  comparison?: string;
  version?: string;
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '==': (order) => order === 0,
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
};

/**
 * What a package needs to be installed and loaded, R among it. A binary was
 * compiled elsewhere, and needs no headers any more.
 */
export function listRNeeds(description: DcfRecord): RNeed[] {
  const isBinary = description['Built'] !== undefined;
  const fields = ['Depends', 'Imports', ...(isBinary ? [] : ['LinkingTo'])];
  return fields.flatMap((field) => parseNeeds(description[field] ?? ''));
}

export function parseNeeds(text: string): RNeed[] {
  return text.split(',').flatMap((word) => {
    const [, name, comparison, version] =
      /^\s*([^\s(]+)\s*(?:\(\s*([<>=!]+)\s*([^\s)]+)\s*\))?/.exec(word) ?? [];
    if (name === undefined) return [];
    return [{ name, ...(comparison && { comparison, version }) }];
  });
}

/** Whether R would take that version for it. */
export function isMet(need: RNeed, version: string): boolean {
  if (need.comparison === undefined || need.version === undefined) return true;
  const judge = COMPARISONS[need.comparison];
  // A few old packages name a revision (R >= r57), which every R now has passed.
  if (judge === undefined || rOrder.releaseOf(need.version) === undefined)
    return true;
  return judge(rOrder.compare(version, need.version));
}

export function renderNeed({ name, comparison, version }: RNeed): string {
  return [name, comparison, version].filter(Boolean).join(' ');
}

/** Which R a package asks for that this one is not, as `R >= 4.5`. */
export function findRNeed(
  description: DcfRecord,
  r: string,
): string | undefined {
  const unmet = parseNeeds(description['Depends'] ?? '').find(
    (need) => need.name === 'R' && !isMet(need, r),
  );
  return unmet && renderNeed(unmet);
}
