import * as v from 'valibot';

import { R_NAME, REPOSITORY_NAME } from '../requirements/r/r-name';
import { feedAddress } from './feed-address';
import { type IssueKeys, issuePath } from './issue-path';

const packageNames = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.regex(
        new RegExp(`^${R_NAME}$`),
        'is not the name of an R package: write it alone, as pricing',
      ),
    ),
  ),
  v.nonEmpty('names no package; leave it out for all that the repository has'),
);

const repositoryName = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^${REPOSITORY_NAME}$`),
    'is not a name of a repository: use small letters, digits and dashes, and start with a letter',
  ),
  v.check(
    (name) => !['cran', 'bioc', 'github', 'secret'].includes(name),
    'means something else already; choose another name',
  ),
);

const repository = v.strictObject({
  /** Where its src/contrib is: `https://host/cran`. */
  url: feedAddress,
  /** They come from there alone, and nothing else comes from there unasked; all that it has when left out. */
  packages: v.optional(packageNames),
  /** Id of the build secret with `user:password`, or with the whole address. */
  secret: v.optional(v.pipe(v.string(), v.nonEmpty('is empty'))),
});

/** How the R packages of an image get there. */
export const rDefinitionSchema = v.strictObject({
  /** Repositories besides CRAN and Bioconductor, by the names that lists and locks use. */
  repositories: v.optional(
    v.pipe(
      v.record(repositoryName, repository),
      v.rawCheck(({ dataset, addIssue }) => {
        if (!dataset.typed) return;
        for (const { keys, message } of findTwice(dataset.value))
          addIssue({ message, path: issuePath(dataset.value, keys) });
      }),
    ),
  ),
});

export type RRepositoryDefinition = v.InferOutput<typeof repository>;

/** A name of two repositories would have to come from both. */
function findTwice(
  repositories: Readonly<Record<string, RRepositoryDefinition>>,
): { keys: IssueKeys; message: string }[] {
  const owners = new Map<string, string>();
  return Object.entries(repositories).flatMap(([name, { packages = [] }]) =>
    packages.flatMap((entry, position) => {
      const owner = owners.get(entry);
      owners.set(entry, owner ?? name);
      if (owner === undefined) return [];
      const message = `${entry} is in the repository ${owner} already: it comes from one alone`;
      return [{ keys: [name, 'packages', position], message }];
    }),
  );
}
