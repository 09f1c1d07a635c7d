/** What a new `image.ts` says. */
export interface ImageFile {
  runtimes: readonly string[];
  languages?: readonly string[];
  owners?: readonly string[];
  /** Build args that win over the runtime's. */
  args?: Readonly<Record<string, string>>;
}

/** `image.ts`, as prettier would leave it. */
export function renderImageFile({
  runtimes,
  languages = [],
  owners,
  args = {},
}: ImageFile): string {
  const fields = [
    renderField('runtimes', runtimes),
    renderField('languages', languages),
    ...(owners === undefined ? [] : [renderField('owners', owners)]),
    ...(Object.keys(args).length === 0 ? [] : [renderArgs(args)]),
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

function renderArgs(args: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(args).map(
    ([name, value]) => `${name}: ${renderLiteral(value)}`,
  );
  const line = `  args: { ${pairs.join(', ')} },\n`;
  if (line.length <= WIDTH + 1) return line;
  return `  args: {\n${pairs.map((each) => `    ${each},\n`).join('')}  },\n`;
}

/** A string of TypeScript, whatever is in it. */
export function renderLiteral(value: string): string {
  const escaped = value
    .replace(/['\\]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r');
  return `'${escaped}'`;
}
