/**
 * As much of a host's value as a fake has. A field that the host does not have, or
 * has with another type, does not compile.
 */
export type Part<T> = T extends readonly (infer E)[]
  ? Part<E>[]
  : T extends object
    ? { [K in keyof T]?: Part<T[K]> }
    : T;

/** These fields of a host's value, which a fake always has. */
export type Fields<T, K extends keyof T> = {
  [P in K]-?: Part<Exclude<T[P], undefined>>;
};

/** An enum as JSON has it: by name, the first letter in lower case. */
export type NamesOf<E> = Uncapitalize<Extract<keyof E, string>>;
