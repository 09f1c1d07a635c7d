import { RE2JS } from 're2js';

import type { Search } from '../pattern';

/** Without a thread, and without a limit. */
export const searchHere: Search = (text, patterns) =>
  Promise.resolve(patterns.map((source) => RE2JS.compile(source).test(text)));
