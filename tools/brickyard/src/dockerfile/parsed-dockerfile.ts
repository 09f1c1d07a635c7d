/** Offsets in the Dockerfile's text, `[start, end)`. */
export type Range = readonly [start: number, end: number];

/** A word as it is written, line continuations removed, and where it stands. */
export interface Word {
  text: string;
  range: Range;
}

/** `--name=value`; no value when nothing follows. */
export interface Flag {
  name: string;
  value?: Word;
}

/** The fields of `RUN --mount=…` that decide what it reads. */
export type MountKey = 'type' | 'from' | 'source' | 'target' | 'id';
export type Mount = Partial<Record<MountKey, Word>>;

/** A text that a `<<EOF` gives to an instruction. */
export interface HeredocBody {
  name: string;
  /** `<<-`: whoever takes it strips leading tabs. */
  tabs: boolean;
  /** In `<<"EOF"` nothing replaces a variable. */
  isQuoted: boolean;
  /** Each line with its end, tabs included. */
  text: string;
  /** Of its first line; 1-based. */
  line: number;
}

/** All that was written for an instruction; continued lines joined, comments left out. */
export interface InstructionSource {
  text: string;
  /** Where the arguments start, after the keyword and flags. */
  at: number;
  /** From `at` on, the text is of this line. */
  pieces: readonly { at: number; line: number }[];
  /** In the order in which they are opened. */
  heredocs: readonly HeredocBody[];
}

export interface Instruction {
  /** Upper-case: `FROM`. */
  keyword: string;
  /** Where the keyword stands. */
  range: Range;
  line: number;
  flags: Flag[];
  mounts: Mount[];
  /**
   * The arguments, where BuildKit replaces variables in them: not those of RUN,
   * CMD and such. In their old form, ENV and LABEL have two: a name and the rest.
   */
  words: Word[];
  source: InstructionSource;
  /** What ONBUILD leaves for the stage that starts from this one. */
  trigger?: Instruction;
}

export interface Stage {
  index: number;
  /** Lower-case, as names are compared. Two stages may have one name. */
  name?: string;
  line: number;
  image: Word;
  /** Of `--platform`. */
  platform?: Word;
  instructions: Instruction[];
}

/** `# syntax=image`: the image that reads the rest of the file. */
export interface SyntaxDirective extends Word {
  line: number;
}

/** A Dockerfile without faults of form; its ARGs are not resolved yet. */
export interface ParsedDockerfile {
  /** The path as the user would type it, for messages. */
  file: string;
  /** `\`, or a backtick by `# escape`. */
  escape: string;
  syntax?: SyntaxDirective;
  /** ARGs before the first FROM. */
  globals: Instruction[];
  stages: Stage[];
}
