import type { HttpError } from './http-error';

/**
 * So many points in a row, and the next requests will come to nothing, too. That
 * is three requests, or a round of tries and most of the next: the connections
 * that are kept may all be reset at once, and each next try works.
 */
const MOST_POINTS = 30;
export const REQUEST_POINTS = 10;
export const TRY_POINTS = 1;
/** After that long, one request finds out whether the host is back. */
const PAUSE_MS = 60_000;

/** What a request came to: no answer, or one that says "not now". */
export type Setback<Answer> = { error: HttpError } | { answer: Answer };

export interface Loss {
  points: number;
  isForAll?: boolean;
}

interface HostState<Answer> {
  points: number;
  hasAnswered: boolean;
  last?: Setback<Answer>;
  /** Milliseconds since 1970: until then nothing is sent. */
  heldUntil: number;
}

/** Remembers of each host whether asking it is of any use. */
export class Breaker<Answer> {
  readonly #hosts = new Map<string, HostState<Answer>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a request would come to; `undefined` when it is to be sent. */
  find(origin: string): Setback<Answer> | undefined {
    const state = this.#hosts.get(origin);
    if (state === undefined || state.heldUntil === 0) return undefined;
    if (this.#now() < state.heldUntil) return state.last;
    // This one finds out; all others still wait for what it says.
    state.heldUntil = this.#now() + PAUSE_MS;
    return undefined;
  }

  succeed(origin: string): void {
    const fresh = { points: 0, hasAnswered: true, heldUntil: 0 };
    this.#hosts.set(origin, fresh);
  }

  /**
   * Whether the host is left alone from now on. A host whose first word is "not
   * now" says it to everyone.
   */
  fail(origin: string, last: Setback<Answer>, failure: Loss): boolean {
    const state = this.#hosts.get(origin);
    const hasAnswered = state?.hasAnswered ?? false;
    const points = (state?.points ?? 0) + failure.points;
    const isFirstWord = failure.isForAll && !hasAnswered;
    const isOpen = points >= MOST_POINTS || isFirstWord || isHeld(state);
    const heldUntil = isOpen ? this.#now() + PAUSE_MS : 0;
    this.#hosts.set(origin, { points, hasAnswered, last, heldUntil });
    return isOpen;
  }

  /** The host itself said for how long. */
  hold(origin: string, last: Setback<Answer>, ms: number): void {
    const { points = 0, hasAnswered = false } = this.#hosts.get(origin) ?? {};
    const heldUntil = this.#now() + ms;
    this.#hosts.set(origin, { points, hasAnswered, last, heldUntil });
  }
}

function isHeld(state: { heldUntil: number } | undefined): boolean {
  return state !== undefined && state.heldUntil > 0;
}
