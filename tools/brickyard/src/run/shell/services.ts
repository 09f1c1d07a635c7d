import type { Engine } from '../../engine/engine';
import type { Registry } from '../../registry/registry';

/** What a run talks to, and how it warns. */
export interface Services {
  engine: Engine;
  registry: Registry;
  /** When the run began: a waiver has ended by then or has not. */
  now: Date;
  /** For what the user should know but need not act on now. */
  warn: (message: string) => void;
}
