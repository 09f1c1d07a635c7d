import type { ImageDefinition } from '../../brickyard/src/flavour/image-definition';
import type { ScratchWorkspace } from './scratch-workspace';

export interface IndexedFlavour {
  parent: string;
  python?: ImageDefinition['python'];
  secrets?: ImageDefinition['secrets'];
  requirements: string;
}

/** A flavour on another one, with its lock and the folder `wheels` beside each other. */
export function addIndexedFlavour(
  workspace: ScratchWorkspace,
  name: string,
  { parent, python, secrets, requirements }: IndexedFlavour,
): void {
  const { namespace } = workspace;
  const definition = { runtimes: ['17.3-LTS'], secrets, python };
  const mounts = [
    `--mount=type=bind,from=${namespace}/toolbox,target=/toolbox`,
    '--mount=type=bind,from=locked,source=/python,target=/tmp/locked',
    '--mount=type=cache,target=/root/.cache/uv',
    ...(secrets ?? []).map(({ id }) => `--mount=type=secret,id=${id}`),
  ];
  workspace.addFlavour(name, {
    Dockerfile: [
      'FROM scratch AS locked',
      'ARG DATABRICKS_RUNTIME=17.3-LTS',
      'COPY locks/${DATABRICKS_RUNTIME}.txt /python/requirements.txt',
      'COPY wheels*/ /python/wheels/',
      `FROM ${namespace}/${parent}`,
      'ARG PIP_INDEX_URL',
      'ARG PYTHON_INDEX_MIRRORS',
      `RUN ${mounts.join(' ')} /toolbox/install-requirements /tmp/locked/requirements.txt`,
      '',
    ].join('\n'),
    'image.ts': `export default ${JSON.stringify(definition, null, 2)};\n`,
    'requirements.txt': requirements,
  });
}
