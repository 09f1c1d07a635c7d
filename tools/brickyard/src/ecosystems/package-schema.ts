import * as v from 'valibot';

/** A package as records keep it; newer ones may say more. */
export const packageEntries = {
  name: v.string(),
  version: v.string(),
  size: v.optional(v.number()),
};
