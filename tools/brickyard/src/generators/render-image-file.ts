import type { ImageDefinition } from '../flavour/image-definition';

/** `image.ts`, as prettier would leave it. */
export function renderImageFile({
  runtimes,
  languages = [],
  owners,
}: Pick<ImageDefinition, 'runtimes' | 'languages' | 'owners'>): string {
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
