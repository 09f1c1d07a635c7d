/** `python_version < "3.12"`: one side is a variable, the other a text. */
export interface Comparison {
  left: MarkerTerm;
  /** `in`, `not in`, or an operator of versions. */
  operator: string;
  right: MarkerTerm;
}

export type MarkerTerm = { variable: string } | { text: string };

/** One that is true when all, or any, of its parts are. */
export type Marker =
  Comparison | { all: readonly Marker[] } | { any: readonly Marker[] };
