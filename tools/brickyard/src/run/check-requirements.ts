import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isBrickyardError, type Problem, problemsError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import { findForbidden } from '../requirements/find-forbidden';
import { parseRequirements } from '../requirements/parse-requirements';

/** A cluster brings its own; a second copy breaks it. */
const forbidden = ['pyspark', 'delta-spark', 'databricks-connect'];

/**
 * Reads the requirements of images that are about to be built: minutes before
 * pip would. Throws REQUIREMENTS_INVALID with every bad line.
 */
export function checkRequirements(images: readonly KeyedImage[]): void {
  const folders = new Map(
    images.map(({ flavour }) => [flavour.folder, flavour.path]),
  );
  const problems = [...folders].flatMap(([folder, path]) =>
    checkFile(folder, path),
  );
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
}

function checkFile(folder: string, path: string): Problem[] {
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
