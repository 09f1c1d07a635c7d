import type { Finding } from './try-input';

/** What a child process is to try. */
export interface Order {
  target: string;
  /** Drawn with this seed; the target's corpus when left out. */
  seed?: number;
  /** The first number. */
  from: number;
  /** One after the last. */
  to?: number;
  /** Milliseconds since 1970. */
  until?: number;
  /** Milliseconds of CPU that one input may take. */
  cpu: number;
  /** Signatures of what is known already. */
  known: readonly string[];
  /** Where the child writes the number that it is at: it may not live to tell. */
  state: string;
}

/** A line of the child's output. */
export type Told =
  | { found: Found }
  /** The number that would have been next. */
  | { end: number };

export interface Found extends Finding {
  number: number;
  /** Base64, as small as it could be made. */
  input: string;
}
