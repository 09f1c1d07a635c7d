/** One thing that was tried in an image, in the order of trying. */
export interface SmokeCheck {
  name: string;
  /** Skipped: not asked of such an image, or something before it failed. */
  state: 'ok' | 'failed' | 'skipped';
  seconds: number;
  /** Versions and results; what went wrong, where it did. */
  detail: string;
}
