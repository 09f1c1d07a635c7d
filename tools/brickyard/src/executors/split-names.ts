/** As Nx hands them on. */
export type Names = number | (string | number)[];

/** Nx makes an array of `a,b`, leaves it be when the option comes twice, and takes 17.3 for a number. */
export function splitNames(names?: Names): string[] | undefined {
  return names === undefined
    ? undefined
    : [names].flat().flatMap((name) => String(name).split(','));
}
