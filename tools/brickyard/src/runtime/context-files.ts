import { oncePer } from '../once-per';
import type { Runtime } from './schema';

/** A file that a build adds to its context; relative to the flavour's folder. */
export interface AddedFile {
  path: string;
  content: string;
}

/**
 * Files that a Dockerfile may COPY without having them. The text enters
 * the key, so it depends on the line alone.
 */
export function runtimeContextFiles(runtime: Runtime): AddedFile[] {
  return [
    {
      path: '.brickyard/constraints.txt',
      content: renderConstraintsOnce(runtime),
    },
  ];
}

/** For each line: a workspace may build a thousand images for one. */
const renderConstraintsOnce = oncePer(renderConstraints);

function renderConstraints(runtime: Runtime): string {
  const pins = { ...listTools(runtime), ...runtime.notebook };
  const lines = Object.keys(pins)
    .sort()
    .map((name) => `${name}==${pins[name]}\n`);
  const header = `# What notebooks on ${runtime.name} import: no other package may move these.\n`;
  return header + lines.join('');
}

/** What makes and fills environments; a line may leave one out. */
function listTools({ python }: Runtime): Record<string, string> {
  const { pip, setuptools, wheel, virtualenv } = python;
  const tools = Object.entries({ pip, setuptools, wheel, virtualenv });
  return Object.fromEntries(
    tools.flatMap(([name, version]) => (version ? [[name, version]] : [])),
  );
}
