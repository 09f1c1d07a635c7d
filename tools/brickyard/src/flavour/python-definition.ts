import * as v from 'valibot';

import { normalizeName } from '../requirements/normalize-name';
import { feedAddress } from './feed-address';
import { type IssueKeys, issuePath } from './issue-path';

const text = v.pipe(v.string(), v.nonEmpty('is empty'));

/** https://packaging.python.org/en/latest/specifications/name-normalization/#name-format */
const packageName = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i,
    'is not the name of a Python package: write it alone, as torch',
  ),
);

const packageNames = v.pipe(
  v.array(packageName),
  v.nonEmpty('names no package'),
);

const indexName = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'is not a name of an index: use small letters, digits and single dashes',
  ),
);

const pythonIndex = v.strictObject({
  /** A simple index (PEP 503): `https://host/simple`. */
  url: feedAddress,
  /** They come from this index alone, and nothing else comes from it. */
  packages: packageNames,
  /** Id of the build secret with `user:password`, or with the whole address. */
  secret: v.optional(text),
});

/** How the Python packages of an image get there. */
export const pythonDefinitionSchema = v.strictObject({
  /** Indexes besides the main one, by the names that locks and messages use. */
  indexes: v.optional(
    v.pipe(
      v.record(indexName, pythonIndex),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        for (const { keys, message } of findTwice(dataset.value))
          addIssue({ message, path: issuePath(dataset.value, keys) });
      }),
    ),
  ),
  /** Packages without a wheel, which are built when the image is. */
  buildFromSource: v.optional(packageNames),
});

export type PythonDefinition = v.InferOutput<typeof pythonDefinitionSchema>;

interface Found {
  keys: IssueKeys;
  message: string;
}

/** A name in two indexes would have to come from both. */
function findTwice(
  indexes: Readonly<Record<string, v.InferOutput<typeof pythonIndex>>>,
): Found[] {
  const owners = new Map<string, string>();
  return Object.entries(indexes).flatMap(([index, { packages }]) =>
    packages.flatMap((written, position) => {
      const name = normalizeName(written);
      const owner = owners.get(name);
      owners.set(name, owner ?? index);
      if (owner === undefined) return [];
      const message = `${written} is in the index ${owner} already: it comes from one alone`;
      return [{ keys: [index, 'packages', position], message }];
    }),
  );
}
