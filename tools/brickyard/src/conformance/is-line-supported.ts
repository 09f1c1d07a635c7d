import type { Runtime } from '../runtime/schema';
import { dayOf } from './date-waivers';

/** Whether Databricks supports a line on this day; `undefined` where no end is known. */
export function isLineSupported(
  { endOfSupport }: Runtime,
  now: Date,
): boolean | undefined {
  return endOfSupport === undefined ? undefined : dayOf(now) <= endOfSupport;
}
