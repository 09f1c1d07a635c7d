import { posix } from 'node:path';

import { collectSource } from './find-stage';
import { contextSources } from './normalize-source';
import type { Mount, MountKey } from './parsed-dockerfile';
import { resolveWord } from './resolve-word';
import type { StageInputs, StageUse } from './stage-use';

const TYPES = ['bind', 'cache', 'secret', 'ssh', 'tmpfs'];

/**
 * What `RUN --mount` reads.
 * https://docs.docker.com/reference/dockerfile/#run---mount
 */
export function collectMount(
  use: StageUse,
  mount: Mount,
  line: number,
  inputs: StageInputs,
): void {
  const site = { part: 'RUN --mount', line, scope: use.scope };
  const resolve = (key: MountKey) =>
    mount[key] && resolveWord(mount[key], site, inputs);

  const type = mount.type ? resolve('type')?.toLowerCase() : 'bind';
  if (type === undefined) return;
  if (!TYPES.includes(type)) {
    inputs.report(
      line,
      `RUN --mount: unknown type "${type}" (known: ${TYPES.join(', ')})`,
    );
  } else if (type === 'secret') {
    if (mount.from || (mount.id && mount.source))
      inputs.report(
        line,
        'RUN --mount=type=secret takes an id or a source, and no from',
      );
    const id =
      resolve('id') ?? resolve('source') ?? baseName(resolve('target'));
    if (id) use.secretIds.add(id);
    else inputs.report(line, 'RUN --mount=type=secret needs an id or a target');
  } else if (mount.from && (type === 'bind' || type === 'cache')) {
    const from = { ...site, kind: 'mount', part: 'RUN --mount from' } as const;
    collectSource(use, mount.from, from, inputs);
  } else if (type === 'bind') {
    const expanded = mount.source ? resolve('source') : '.';
    if (expanded === undefined) return;
    const written = mount.source?.text ?? '.';
    const sources = contextSources([{ written, expanded }]);
    use.context.push({ kind: 'mount', ...sources, line });
  }
}

function baseName(target: string | undefined): string | undefined {
  return target === undefined ? undefined : posix.basename(target);
}
