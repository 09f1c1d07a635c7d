import { posix } from 'node:path';

/** Folders of other tools, which no image is made of: name → what it is. */
const TOOL_FOLDERS: Readonly<Record<string, string>> = {
  '.git': 'the history of another repository',
  '.hg': 'the history of another repository',
  '.svn': 'the history of another repository',
  '.terraform': 'made by Terraform',
  node_modules: 'made by npm',
  __pycache__: 'made by Python',
  '.venv': 'a Python environment',
  '.ipynb_checkpoints': 'made by Jupyter',
  '.pytest_cache': 'made by pytest',
  '.mypy_cache': 'made by mypy',
  '.ruff_cache': 'made by ruff',
  '.tox': 'made by tox',
};

export const IGNORED = 'listed in .dockerignore';

/** Why a folder is left out as a whole; `undefined` for one that is looked into. */
export function judgeFolder(
  path: string,
  names: readonly string[],
): string | undefined {
  const name = posix.basename(path);
  if (Object.hasOwn(TOOL_FOLDERS, name)) return TOOL_FOLDERS[name];
  return names.includes('pyvenv.cfg') ? TOOL_FOLDERS['.venv'] : undefined;
}

/** A link stays a link, so it may not lead out of the folder. */
export function judgeLink(path: string, target: string): string | undefined {
  const end = posix.join(posix.dirname(path), target);
  const isOut = posix.isAbsolute(target) || end.split('/')[0] === '..';
  return isOut ? `a link to ${target}, outside of the folder` : undefined;
}
