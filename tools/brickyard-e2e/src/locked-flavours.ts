import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { copyFlavour } from './repository-flavours';
import { repositoryRoot } from './repository-root';
import { findPlaceRuntime } from './scratch-profile';
import type { ScratchWorkspace } from './scratch-workspace';

/** `team` installs from a lock, and `child`, which is built on it, does as well. */
export function addLockedFlavours(workspace: ScratchWorkspace): void {
  const { namespace } = workspace;
  for (const name of ['toolbox', 'minimal']) copyFlavour(workspace, name);
  workspace.addFlavour('team', {
    Dockerfile: renderInterpreter(workspace) + renderStages(workspace),
    'requirements.txt': '# of the team\nidna<3.8\n',
  });
  const base = `FROM ${namespace}/team AS interpreter\n`;
  workspace.addFlavour('child', {
    Dockerfile: base + renderStages(workspace),
    'requirements.txt': 'certifi\n',
  });
}

/** The Python of packages/python with one package of its lock. */
export function addSmallPython(
  workspace: ScratchWorkspace,
  name: string,
): void {
  const line = findPlaceRuntime(process.env, '17.3-LTS');
  const lock = `packages/python/locks/${line}.txt`;
  const text = readFileSync(join(repositoryRoot, lock), 'utf8');
  const [pin] = /^six==.*(\n {4}--hash=.*)+/m.exec(text) ?? [];
  if (pin === undefined) throw new Error(`${lock} has no six`);
  const { namespace } = workspace;
  const toolbox = `--mount=type=bind,from=${namespace}/toolbox,target=/toolbox`;
  const install = '/toolbox/in-layers /layers /toolbox/install-requirements';
  workspace.addFlavour(name, {
    Dockerfile: [
      renderInterpreter(workspace),
      'FROM interpreter AS packages',
      'ARG PIP_INDEX_URL',
      'COPY lock.txt /',
      `RUN ${toolbox} ${install} /lock.txt`,
      'FROM interpreter',
      'COPY --from=packages /layers/1/ /',
      'COPY --from=packages /layers/8/ /',
      '',
    ].join('\n'),
    'lock.txt': `${pin}\n`,
  });
}

/** The Python of the runtime, as packages/python has it, without a lock of apt's packages. */
export function renderInterpreter({ namespace }: ScratchWorkspace): string {
  return [
    `FROM ${namespace}/minimal AS interpreter`,
    'ARG PYTHONDONTWRITEBYTECODE=1',
    'ARG PYTHON_VERSION=3',
    'ARG PYTHON_APT_SOURCE',
    'ARG PYTHON_APT_KEY',
    'ARG PYTHON_APT_FINGERPRINT',
    'ARG APT_MIRROR',
    `RUN --mount=type=bind,from=${namespace}/toolbox,target=/toolbox --mount=type=cache,target=/var/cache/apt,sharing=locked /toolbox/install-python`,
    '',
  ].join('\n');
}

function renderStages({ namespace }: ScratchWorkspace): string {
  const toolbox = `RUN --mount=type=bind,from=${namespace}/toolbox,target=/toolbox`;
  const cache = '--mount=type=cache,target=/root/.cache/uv';
  return [
    'FROM interpreter',
    'ARG DATABRICKS_RUNTIME=17.3-LTS',
    'ARG PIP_INDEX_URL',
    'COPY locks/${DATABRICKS_RUNTIME}.txt /lock.txt',
    `${toolbox} ${cache} /toolbox/install-requirements /lock.txt`,
    '',
  ].join('\n');
}
