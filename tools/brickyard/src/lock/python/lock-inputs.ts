import { createHash } from 'node:crypto';

import { splitRequirementLines } from '../../requirements/grammar/split-requirement-lines';
import { runtimeContextFiles } from '../../runtime/context-files';
import type { Runtime } from '../../runtime/schema';
import { listPins } from './list-pins';
import type { LocalFiles } from './local-files';
import type { PythonLock, RequirementFile } from './python-lock';
import { isMain } from './python-paths';

/**
 * Digest of a lock's inputs. It leaves out comments, blank lines and spacing, so
 * that editing them does not require a new lock.
 */
export function digestLockInputs(lock: PythonLock): string {
  const { line, requirements, files, ancestors, parentText } = lock;
  const inputs = {
    requirements: files.map(normalize),
    ...(isMain(requirements) && {
      ancestors: ancestors.map(({ flavour, files: below }) => [
        flavour.name,
        below.map(normalize),
      ]),
      constraints: constraintsOf(line).text,
      // Its hashes and comments do not matter here, and are most of it.
      parent: parentText && listPins(parentText),
    }),
    python: line.python.version,
    platform: pythonPlatform(line),
    ...listUnusual(lock),
  };
  const hash = createHash('sha256').update(JSON.stringify(inputs));
  return `sha256:${hash.digest('hex')}`;
}

/** Only where there is any: most locks are older than these inputs. */
function listUnusual({ origins, local, ancestors }: PythonLock) {
  const { indexes, builds } = origins;
  const files = [local, ...ancestors.map((below) => below.local)].map(
    ({ files: found }: LocalFiles) =>
      found.map(({ path, digest }) => `${path} ${digest}`),
  );
  return {
    ...(indexes.length > 0 && {
      indexes: indexes.map(({ name, url, secret, packages }) => {
        return { name, url, secret, packages };
      }),
    }),
    ...(builds.length > 0 && { builds }),
    ...(files.flat().length > 0 && { files }),
  };
}

function normalize({ path, text }: RequirementFile) {
  const lines = splitRequirementLines(text).map((line) =>
    line.text.replace(/\s+/g, ' '),
  );
  return { path, lines };
}

/** The line's notebook pins and tools, as a build sees them. */
export function constraintsOf(line: Runtime): RequirementFile {
  const file = runtimeContextFiles(line).find(({ path }) =>
    path.endsWith('/constraints.txt'),
  );
  return { path: file?.path ?? '', text: file?.content ?? '' };
}

/** What resolves a line's locks, as the second line of each says it. */
export function describeResolver(line: Runtime): string {
  return `runtime ${line.name}, python ${line.python.version}, ${pythonPlatform(line)}`;
}

/** What uv calls the system that packages are for: its C library decides about wheels. */
export function pythonPlatform({ glibc }: Runtime): string {
  return glibc === undefined
    ? 'x86_64-unknown-linux-gnu'
    : `x86_64-manylinux_${glibc.replace('.', '_')}`;
}
