import type { Subject } from './rule';

/** What Databricks' notebook code takes from the image, and what for. */
export const notebookPackages: Readonly<Record<string, string>> = {
  Rserve: 'Spark talks to R through it',
  TeachingDemos: 'notebooks load it',
  hwriter: 'notebooks load it',
  hwriterPlus: 'notebooks show output of cells with it',
  htmltools: 'notebooks do not work without it',
};

export function hasR({ languages }: Subject): boolean {
  return languages.includes('r');
}

/** R-01 reports that there is no R; other rules would only repeat it. */
export function unableWithoutR({ inventory }: Subject): string | undefined {
  return inventory?.r ? undefined : 'R is missing, see R-01';
}
