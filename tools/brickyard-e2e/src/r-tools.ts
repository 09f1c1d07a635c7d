import { cpSync } from 'node:fs';
import { join } from 'node:path';

import type { Runtime } from '../../brickyard/src/runtime/schema';
import { expectSuccess } from './expectations';
import type { SourcePackage } from './r-mirror';
import { readRuntime } from './repository-flavours';
import { repositoryRoot } from './repository-root';
import type { ScratchWorkspace } from './scratch-workspace';
import type { TestBed } from './test-bed';

const CACHES = '--mount=type=cache,target=/var/cache/apt,sharing=locked';

const DOCKERFILE = `FROM ubuntu:24.04
COPY bin/ /toolbox/
ARG R_VERSION
ARG R_APT_VERSION
ARG R_APT_SOURCE
ARG R_APT_KEY
ARG R_APT_FINGERPRINT
RUN ${CACHES} /toolbox/apt-install ca-certificates gcc libc6-dev make && /toolbox/install-r
`;

/** The packages of the test's repository on its day. */
export const CURRENT: SourcePackage[] = [
  { name: 'top', version: '1.0', fields: { Imports: 'base.lib (>= 0.5)' } },
  { name: 'base.lib', version: '1.2' },
  { name: 'compiled', version: '0.3-1', code: 'int f(void) { return 1; }\n' },
  { name: 'broken', version: '0.1', code: 'int f( { nonsense\n' },
  { name: 'onBroken', version: '0.1', fields: { Imports: 'broken' } },
  { name: 'future', version: '2.0', fields: { Depends: 'R (>= 99.0)' } },
  { name: 'onFuture', version: '2.0', fields: { Imports: 'future' } },
];
export const ARCHIVED: SourcePackage[] = [
  { name: 'base.lib', version: '0.9' },
  { name: 'base.lib', version: '0.4' },
  { name: 'retired', version: '1.0-3', fields: { Imports: 'base.lib' } },
];

/** The flavour `r-tools`, R with a C compiler: only what these packages need. */
function addRTools(workspace: ScratchWorkspace): void {
  workspace.addFlavour('r-tools', { Dockerfile: DOCKERFILE });
  cpSync(
    join(repositoryRoot, 'packages/toolbox/bin'),
    join(workspace.root, 'packages/r-tools/bin'),
    { recursive: true },
  );
}

/** Gives apt an archive with a package that was rebuilt for a later R. */
export const ADD_NEWER_MATRIX = `mkdir -p /archive/p/DEBIAN && cd /archive
cat > p/DEBIAN/control <<'EOF'
Package: r-cran-matrix
Version: 99.0-1
Architecture: all
Maintainer: e2e <e2e@localhost>
Depends: r-base-core (>= 99.0-1), r-api-4.0
Description: asks for a newer R
EOF
dpkg-deb --build p matrix.deb > /dev/null
{ cat p/DEBIAN/control; echo 'Filename: ./matrix.deb'
  echo "Size: $(stat -c %s matrix.deb)"
  echo "SHA256: $(sha256sum matrix.deb | cut -d ' ' -f 1)"
} > Packages
echo 'deb [trusted=yes] file:/archive ./' > /etc/apt/sources.list.d/archive.list`;

/** Builds it, and reads what its line says of R. */
export async function buildRTools(bed: TestBed): Promise<Runtime> {
  addRTools(bed.workspace);
  bed.workspace.commit('R with a compiler');
  expectSuccess(await bed.workspace.nx(['docker-build', 'r-tools']));
  const { labels } = await bed.engine.inspect(bed.localName('r-tools'));
  return readRuntime(bed.workspace, labels['brickyard.runtime'] ?? '');
}
