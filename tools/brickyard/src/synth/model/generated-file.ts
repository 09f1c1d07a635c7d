/** What a file is derived from, by the file that a person would look at: `nx.json`. */
export type FileInputs = Readonly<Record<string, unknown>>;

/** A file that `nx sync` writes, or the part of one between two marks. */
export interface GeneratedFile {
  path: string;
  format: 'yaml' | 'json5' | 'codeowners' | 'markdown';
  inputs: FileInputs;
  /** `undefined` where the file should not exist. */
  body: string | undefined;
}
