import { join } from 'node:path';

import { findTextFile } from '../files/read-file';
import type { InitPlace } from '../run/init/init-place';
import type { InitAnswers } from '../run/init/plan-init';
import { chooseCi } from '../synth/choose-ci';
import { planSync } from '../synth/sync/plan-sync';
import { synthesise } from '../synth/synthesise';

/** Throws GENERATED_EDITED where `nx sync` would meet a file of its names that it did not write. */
export function checkGenerated(
  { folder, git }: InitPlace,
  { registry, ci }: InitAnswers,
): void {
  const files = synthesise({
    registry,
    localNamespace: 'brickyard',
    mainBranch: git.mainBranch ?? 'main',
    ci: chooseCi(ci.split(','), registry),
    packages: [],
  });
  planSync(files, (path) =>
    findTextFile(join(folder, path), { name: path, code: 'OPTIONS_INVALID' }),
  );
}
