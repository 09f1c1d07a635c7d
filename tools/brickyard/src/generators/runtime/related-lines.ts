import { compareLineNumbers, parseLineNumber } from '../../runtime/line-number';
import type { Runtime } from '../../runtime/schema';

/** By number, Databricks' own only. */
export function newestLine(known: readonly Runtime[]): Runtime | undefined {
  const number = ({ name }: Runtime) =>
    parseLineNumber(name) ?? { major: 0, minor: 0 };
  return known
    .filter(({ databricks }) => databricks)
    .sort((a, b) => compareLineNumbers(number(a), number(b)))
    .at(-1);
}

/** The newest that starts from this image. */
export function sameBase(
  known: readonly Runtime[],
  baseImage: string,
): Runtime | undefined {
  return newestLine(known.filter((line) => line.baseImage === baseImage));
}
