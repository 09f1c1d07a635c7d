import { RE2JS } from 're2js';

import type { Search } from '../pattern';

/** Without a thread, and without a limit. */
export const searchHere: Search = async (text, patterns) =>
  patterns.map((source) => RE2JS.compile(source).test(text));
