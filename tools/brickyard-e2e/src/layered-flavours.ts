import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderInterpreter } from './locked-flavours';
import { makeWheel } from './package-files';
import type { ScratchWorkspace } from './scratch-workspace';

const python = '/databricks/python3/bin/python3';
const site = '/databricks/python3/lib/python3*/site-packages';
const install = (wheels: string) =>
  `/toolbox/run-uv pip install --quiet --no-deps --no-installer-metadata --python ${python} ${wheels}`;

/** What else a command may leave, where COPY could make something else of it. */
const others = [
  `cd ${site}`,
  'ln -s alpha/__init__.py link.py',
  'ln -s nowhere dangling',
  'mkdir -p empty/deep && chmod 750 empty',
  'rm -r turned && echo file >turned',
  'chmod 600 alpha/data.txt && chown 7:8 alpha/data.txt',
  'printf x >"with space" && printf x >"$(printf "two\\\\nlines")"',
].join(' && ');

/** Packages below, and those above that take their place. */
const below = [
  makeWheel({
    ...{ name: 'moved', version: '1.0' },
    files: {
      'moved/gone.py': '',
      'moved/old/deep/gone.py': '',
      'old_name/__init__.py': '',
    },
  }),
  makeWheel({
    ...{ name: 'stays', version: '1.0' },
    files: { 'space/stays/__init__.py': '', 'turned/a.py': '' },
  }),
];

const above = [
  makeWheel({
    ...{ name: 'moved', version: '2.0' },
    files: {
      'moved/new.py': '',
      'moved/old.py': '',
      // Large enough for a layer of its own.
      'moved/large.bin': 'x'.repeat(8_000_000),
      'moved-2.0.dist-info/entry_points.txt':
        '[console_scripts]\nmove-it = moved:VERSION\n',
    },
  }),
  makeWheel({
    ...{ name: 'alpha', version: '1.0' },
    files: {
      'alpha/data.txt': 'data',
      'both/__init__.py': 'the same',
      'space/alpha/__init__.py': '',
    },
  }),
  makeWheel({
    ...{ name: 'beta', version: '1.0' },
    files: {
      'both/__init__.py': 'the same',
      'both/large.bin': 'y'.repeat(30_000_000),
      'space/beta/__init__.py': '',
    },
  }),
];

const removeOf = (stage: string, folder: string) =>
  `RUN --mount=type=bind,from=${stage},source=${folder}/removed,target=/mnt xargs -0r rm -rf -- </mnt/list\n`;
const change = `${install('/wheels/*.whl')} && ${others}`;

/**
 * `whole` has in one layer what `layered` has in eight, and `stepped` in eight of
 * two stages. `removing` takes away what an earlier stage has given to a layer, where
 * nothing may go. All are built on `below`.
 */
export function addLayeredFlavours(workspace: ScratchWorkspace): void {
  const from = `FROM ${workspace.namespace}/below`;
  const run = `RUN --mount=type=bind,from=${workspace.namespace}/toolbox,target=/toolbox --mount=type=bind,source=wheels,target=/wheels`;
  const sort = `${run} /toolbox/in-layers`;
  const steady = [
    `${from} AS steady\n`,
    `${sort} /steady ${install('/wheels/moved*.whl /wheels/beta*.whl')}\n`,
    `${from} AS settled\n${removeOf('steady', '/steady')}`,
    ...takeLayers('steady'),
  ];
  const rest = `${install('/wheels/alpha*.whl')} && ${others}`;
  const dockerfiles = {
    below: [
      `${renderInterpreter(workspace)}${run} ${install('/wheels/*.whl')}\n`,
    ],
    whole: [`${from}\n${run} ${change}\n`],
    layered: [
      `${from} AS packages\n${sort} /layers sh -c '${change}'\n`,
      `${from}\n${removeOf('packages', '/layers')}`,
      ...takeLayers('packages'),
    ],
    stepped: [
      ...steady,
      `FROM settled AS packages\n${sort} --together /layers sh -c '${rest}'\n`,
      `FROM settled\n${removeOf('packages', '/layers')}`,
      'COPY --from=packages /layers/all/ /\n',
    ],
    removing: [
      ...steady,
      `FROM settled\n${sort} --add-only /layers sh -c 'rm ${site}/both/large.bin'\n`,
    ],
  };
  for (const [name, lines] of Object.entries(dockerfiles)) {
    workspace.addFlavour(name, { Dockerfile: lines.join('') });
    const folder = join(workspace.root, `packages/${name}/wheels`);
    mkdirSync(folder, { recursive: true });
    for (const wheel of name === 'below' ? below : above)
      writeFileSync(join(folder, wheel.name), wheel.bytes);
  }
}

/** From `in-layers /steady` of a stage `steady`, and so on. */
function takeLayers(stage: string): string[] {
  const folder = stage === 'steady' ? '/steady' : '/layers';
  return Array.from(
    { length: 8 },
    (_, at) => `COPY --from=${stage} ${folder}/${at + 1}/ /\n`,
  );
}
