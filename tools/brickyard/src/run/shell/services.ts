import type { Engine } from '../../engine/engine';
import type { BrickyardError } from '../../errors';
import type { Registry } from '../../registry/registry';

/** What a run talks to, and how it warns. */
export interface Services {
  engine: Engine;
  registry: Registry;
  /** When the run began: a waiver has ended by then or has not. */
  now: Date;
  /** For what the user should know but need not act on now. */
  warn: Warn;
}

/** `failure` is of a registry and may meet many images: then one is told, and the others are counted. */
export type Warn = (
  message: string,
  failure?: { registry: string; what: string; error: BrickyardError },
) => void;
