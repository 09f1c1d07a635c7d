import { type LineNumber, parseLineNumber } from './line-number';

/** One of Databricks' own images, at Docker Hub or in a mirror of it. */
export interface DatabricksImage {
  /** `standard`, `python`, `rbase` */
  name: string;
  /** Of the runtime line that its tag is named after; none for `latest`. */
  number?: LineNumber;
}

const NAME = /(?:^|\/)databricksruntime\/([^/:@]+)(?::([^@]+))?/;

/** `databricksruntime/standard:17.3-LTS`; `undefined` for any other image. */
export function parseDatabricksImage(
  image: string,
): DatabricksImage | undefined {
  const [, name, tag = ''] = NAME.exec(image) ?? [];
  if (name === undefined) return undefined;
  const number = parseLineNumber(tag);
  return { name, ...(number && { number }) };
}
