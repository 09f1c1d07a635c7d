import { problemsError } from '../../errors';
import { checkNxVersion } from '../../workspace/check-nx-version';
import type { InitPlace } from './init-place';

/** What a folder may have that is going to be a workspace, and is still as good as empty. */
const HARMLESS =
  /^(?:\.git\/|\.git|\.gitignore|\.gitattributes|\.editorconfig|\.DS_Store|\.idea\/|\.vscode\/|readme(?:\.\w+)?|licen[cs]e(?:\.\w+)?|brickyard-[\w.-]+\.tgz)$/i;

const OTHER_MANAGERS: Readonly<Record<string, string>> = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/** Throws OPTIONS_INVALID with all that is in the way, or NX_UNSUPPORTED. */
export function checkPlace(place: InitPlace): void {
  const faults = [
    findOuterWorkspace(place),
    findOuterRepository(place),
    findForeignFiles(place),
    findOtherManager(place),
    findOwnName(place),
    ...findFilesForFolders(place),
  ].filter((fault) => fault !== undefined);
  const { nxVersion: version, plugin } = place;
  const hints = faults.map(({ hint }) => hint).filter((hint) => hint !== '');
  if (faults.length > 0) {
    const problems = faults.map(({ file, message }) => ({
      place: { file },
      message,
    }));
    throw problemsError('OPTIONS_INVALID', problems, hints.join('; '));
  }
  if (version !== undefined) checkNxVersion({ version, range: plugin.nxRange });
}

interface Fault {
  file: string;
  message: string;
  hint: string;
}

function findOuterWorkspace({ folder, outer }: InitPlace): Fault | undefined {
  if (outer === undefined) return undefined;
  const message = `is inside the Nx workspace ${outer}`;
  return { file: folder, message, hint: `run this in ${outer}` };
}

/** Pipelines and Nx's questions about changes are for a whole repository. */
function findOuterRepository({ folder, git, outer }: InitPlace) {
  const { top } = git;
  if (top === undefined || top === folder || outer !== undefined)
    return undefined;
  const message = `is inside the git repository ${top}`;
  const hint = `run this in ${top}, since CI looks for pipelines there; or make a folder outside of it`;
  return { file: folder, message, hint };
}

/** A home folder or a download folder must not become a repository by accident. */
function findForeignFiles(place: InitPlace): Fault | undefined {
  const { folder, git, entries } = place;
  const isMeant = git.top !== undefined || entries.includes('nx.json');
  const others = entries.filter((name) => !HARMLESS.test(name));
  if (isMeant || others.length === 0) return undefined;
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  const message = `is not empty, and no git repository: it has ${others.slice(0, 5).join(', ')}${more}`;
  const hint =
    'run this in an empty folder; or, if these files belong together, run git init here first: none of them is overwritten';
  return { file: folder, message, hint };
}

function findOtherManager({ entries, manifest, plugin }: InitPlace) {
  const lock = entries.find((name) => Object.hasOwn(OTHER_MANAGERS, name));
  const named = /^(?!npm@)(\w+)@/.exec(manifest?.packageManager ?? '')?.[1];
  const manager = lock === undefined ? named : OTHER_MANAGERS[lock];
  if (manager === undefined) return undefined;
  const file = lock ?? 'package.json';
  const message = `this workspace installs with ${manager}, and Brickyard's pipelines run npm ci`;
  const hint = `copy brickyard-${plugin.version}.tgz to tools/, add it with ${manager} as file:tools/brickyard-${plugin.version}.tgz, run nx g brickyard:init --ci=none, and write the pipelines yourself`;
  return { file, message, hint };
}

/** Nx would take the workspace itself for the plugin. */
function findOwnName({ manifest }: InitPlace): Fault | undefined {
  if (manifest?.name !== 'brickyard') return undefined;
  const message = 'is called brickyard, as the plugin is';
  return { file: 'package.json', message, hint: 'give it another name' };
}

function findFilesForFolders({ entries }: InitPlace): Fault[] {
  return ['packages', 'tools']
    .filter((name) => entries.includes(name))
    .map((file) => ({
      file,
      message: 'is a file, and Brickyard needs a folder of this name',
      hint: `rename the file ${file}`,
    }));
}
