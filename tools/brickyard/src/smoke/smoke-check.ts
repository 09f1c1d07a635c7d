/** One thing that was tried in an image. */
export interface SmokeCheck {
  name: string;
  /** Skipped if the image does not need it, or if something before it failed. */
  state: 'ok' | 'failed' | 'skipped';
  seconds: number;
  /** Versions and results, or what went wrong. */
  detail: string;
}
