import type { Runtime } from '../../runtime/schema';

/** By number, Databricks' own only. */
export function newestLine(known: readonly Runtime[]): Runtime | undefined {
  const number = ({ name }: Runtime) => {
    const [, major = 0, feature = 0] = /^(\d+)\.(\d+)/.exec(name) ?? [];
    return Number(major) * 1000 + Number(feature);
  };
  return known
    .filter(({ databricks }) => databricks)
    .sort((a, b) => number(a) - number(b))
    .at(-1);
}

/** The newest that starts from this image. */
export function sameBase(
  known: readonly Runtime[],
  baseImage: string,
): Runtime | undefined {
  return newestLine(known.filter((line) => line.baseImage === baseImage));
}
