import type { Place } from '../errors';
import type { MappedText } from './mapped-text';

/** A word of a command, as the shell hands it on. */
export interface ShellWord extends MappedText {
  /** With each variable as it is written, quotes removed: `$TOKEN`. */
  written: string;
}

/** A program that a script calls, without `sudo`, `env` and such before it. */
export interface ShellCommand {
  /** The program first. A variable without a known value is left as it is written. */
  words: readonly ShellWord[];
  place: Place;
  /** The variables that the caller watches, as this command gets them. */
  variables: Readonly<Record<string, string>>;
  /** The folder that it runs in, absolute. */
  folder: string;
  /** What it reads from a heredoc or a pipe, where the text shows that. */
  input?: MappedText;
}
