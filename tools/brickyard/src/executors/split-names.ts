/** As Nx passes them. */
export type Names = number | (string | number)[];

/** Nx turns `a,b` into an array, but not when the option comes twice, and 17.3 into a number. */
export function splitNames(names?: Names): string[] | undefined {
  return names === undefined
    ? undefined
    : [names].flat().flatMap((name) => String(name).split(','));
}
