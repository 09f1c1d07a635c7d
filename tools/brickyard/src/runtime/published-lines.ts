import type { Runtime } from './schema';

/** What is published of a line that is not in the catalogue, since too little is known to build for it. */
export type PublishedLine = Pick<Runtime, 'name' | 'source'> &
  Partial<
    Pick<
      Runtime,
      'released' | 'endOfSupport' | 'sparkVersions' | 'spark' | 'scala' | 'jdk'
    >
  >;

const RELEASES = 'https://docs.databricks.com/aws/en/release-notes/runtime/';

/** Facts of Databricks' own pages, read in November 2026. `nx g brickyard:runtime` starts from them. */
export const publishedLines: readonly PublishedLine[] = [
  {
    name: '18',
    source: [RELEASES, `${RELEASES}18`, `${RELEASES}18.0`],
    released: '2026-06-10',
    endOfSupport: '2029-06-10',
    sparkVersions: ['18.x-scala2.13'],
    spark: '4.1.0',
    scala: ['2.13'],
    jdk: { default: '21' },
  },
  {
    name: '19',
    source: [RELEASES, `${RELEASES}19`],
    released: '2026-07-23',
    sparkVersions: ['19.x-scala2.13'],
    spark: '4.2',
    scala: ['2.13'],
  },
];

/** `18` and `18-LTS` are one line. */
export function findPublishedLine(name: string): PublishedLine | undefined {
  const plain = name.replace(/-LTS$/, '');
  return publishedLines.find((line) => line.name === plain);
}
