/** A reader of texts that others write, and what is known of them. */
export interface Target {
  /** As `--only` takes it, and as its corpus is called. */
  name: string;
  /** Texts to begin with: whole files, and parts of them. */
  listSeeds: () => readonly string[];
  /** What such texts are made of. */
  tokens: readonly string[];
  /**
   * Reads the input in every way that Brickyard does. Throws, or rejects, where
   * that ends in anything else than a value or a `BrickyardError`, and where what
   * was read breaks a promise.
   */
  check: (input: Buffer) => void | Promise<void>;
}
