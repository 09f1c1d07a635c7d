/** What is derived, by the places a person would look at when it has moved. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A file, or a part of one between two marks, that `nx sync` writes. */
export interface GeneratedFile {
  path: string;
  format: 'yaml' | 'json5' | 'codeowners' | 'markdown';
  inputs: Inputs;
  /** Nothing where there is nothing to say: then there is to be no such file. */
  body: string | undefined;
}
