import type { Subject } from './rule';

export function hasR({ languages }: Subject): boolean {
  return languages.includes('r');
}

/** R-01 says it; the others would only say it again. */
export function unableWithoutR({ inventory }: Subject): string | undefined {
  return inventory?.r ? undefined : 'R is missing, see R-01';
}
