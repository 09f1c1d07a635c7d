import type { Problem } from '../errors';
import { splitRequirementLines } from './grammar/split-requirement-lines';

/** What pip replaces by the value of an environment variable: capitals, digits and `_` alone. */
const VARIABLE = /\$\{([A-Z0-9_]+)\}/g;

/**
 * Variables that pip would take from its environment. A lock and a build have
 * none of a person's, so each is told with what to write for it.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables
 */
export function findVariables(text: string, file: string): Problem[] {
  return splitRequirementLines(text).flatMap(({ text: content, line }) => {
    const names = [...content.matchAll(VARIABLE)].map(([, name = '']) => name);
    return [...new Set(names)].map((name) => ({
      place: { file, line },
      message: `\${${name}}: pip takes this from its environment, and a build has none; ${adviceFor(content, name)}`,
    }));
  });
}

function adviceFor(content: string, name: string): string {
  if (!/:\/\//.test(content)) return 'write what it stands for';
  const secret = `secrets: [{ id: 'feed', env: '${name}' }]`;
  return `a password is a build secret: write in image.ts ${secret}, and the index with its packages as python: { indexes: { feed: { url: 'https://…', packages: ['…'], secret: 'feed' } } }`;
}
