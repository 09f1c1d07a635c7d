/** What a new `image.ts` says. */
export interface ImageFile {
  runtimes: readonly string[];
  languages?: readonly string[];
  owners?: readonly string[];
}

/** `image.ts`, as prettier would leave it. */
export function renderImageFile({
  runtimes,
  languages = [],
  owners,
}: ImageFile): string {
  const fields = [
    renderField('runtimes', runtimes),
    renderField('languages', languages),
    ...(owners === undefined ? [] : [renderField('owners', owners)]),
  ];
  return `import { defineImage } from 'brickyard';

export default defineImage({
${fields.join('')}});
`;
}

const WIDTH = 80;

function renderField(name: string, values: readonly string[]): string {
  const literals = values.map(renderLiteral);
  const line = `  ${name}: [${literals.join(', ')}],\n`;
  if (line.length <= WIDTH + 1) return line;
  return `  ${name}: [\n${literals.map((each) => `    ${each},\n`).join('')}  ],\n`;
}

export function renderLiteral(value: string): string {
  return `'${value.replace(/['\\]/g, '\\$&')}'`;
}
