import { createHash } from 'node:crypto';

/** What `bundleKey` writes without loss but for dashes and the dot of the line. */
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.?[0-9]*$/;

/**
 * `popeye_dbr17_3` for `popeye-dbr17.3`: in `${var.…}` a dot means a part, and a
 * name begins with a letter. Names that would not come out as one of a kind, as
 * `a_b` beside `a-b`, get digits of their own, whatever else there is.
 */
export function bundleKey(name: string): string {
  const key = name.replaceAll(/[^A-Za-z0-9]+/g, '_');
  if (PLAIN.test(name)) return key;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${/^[A-Za-z]/.test(key) ? '' : 'image_'}${key}_${hash}`;
}
