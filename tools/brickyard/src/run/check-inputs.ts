import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkContext } from '../context/check-context';
import { isBrickyardError, type Problem, problemsError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import { findForbidden } from '../requirements/find-forbidden';
import { parseRequirements } from '../requirements/parse-requirements';

/** A cluster brings its own; a second copy breaks it. */
const forbidden = ['pyspark', 'delta-spark', 'databricks-connect'];

/**
 * What is wrong with images that are about to be built, minutes before the
 * engine or pip would tell. Throws CONTEXT_INVALID or REQUIREMENTS_INVALID with
 * every bad line.
 */
export function checkInputs(images: readonly KeyedImage[]): void {
  const missing = images.flatMap(({ flavour, use, context }) =>
    checkContext(use.context, context, `${flavour.path}/Dockerfile`),
  );
  if (missing.length > 0) throw problemsError('CONTEXT_INVALID', missing);
  const folders = new Map(
    images.map(({ flavour }) => [flavour.folder, flavour.path]),
  );
  const problems = [...folders].flatMap(([folder, path]) =>
    checkRequirements(folder, path),
  );
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
}

function checkRequirements(folder: string, path: string): Problem[] {
  const file = join(folder, 'requirements.txt');
  if (!existsSync(file)) return [];
  const name = `${path}/requirements.txt`;
  try {
    return findForbidden(
      parseRequirements(readFileSync(file, 'utf8'), name),
      forbidden,
    );
  } catch (error) {
    if (isBrickyardError(error)) return [...error.problems];
    throw error;
  }
}
