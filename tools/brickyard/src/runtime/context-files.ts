import type { Runtime } from './schema';

/** A file that a build adds to its context; relative to the flavour's folder. */
export interface AddedFile {
  path: string;
  content: string;
}

/**
 * What a Dockerfile may COPY although it is not in the folder. The text enters
 * the key, so it depends on the line alone.
 */
export function runtimeContextFiles(runtime: Runtime): AddedFile[] {
  return [
    {
      path: '.brickyard/constraints.txt',
      content: renderConstraints(runtime),
    },
  ];
}

function renderConstraints({ name, notebook }: Runtime): string {
  const pins = Object.keys(notebook)
    .sort()
    .map((name) => `${name}==${notebook[name]}\n`);
  const header = `# What notebooks on ${name} import: no other package may move these.\n`;
  return header + pins.join('');
}
