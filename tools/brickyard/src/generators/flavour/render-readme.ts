import type { FlavourPlan } from './plan-flavour';

/** What is on the image and how to change it, for a first reader of the folder. */
export function renderReadme(plan: FlavourPlan): string {
  const { name, parent, description, languages } = plan;
  const isPython = languages.includes('python');
  const isR = languages.includes('r');
  const rows = [
    ['on it', 'why'],
    ['---', '---'],
    [`everything of [${parent}](../${parent}/README.md)`, ''],
    ...(isPython ? [['the packages of `requirements.txt`', 'yours']] : []),
    ...(isR ? [['the packages of `r_packages.sh`', 'yours']] : []),
  ];
  return `# ${name}

${description}

${rows.map((row) => `| ${row.join(' | ')} |`.replace(/ {2,}/g, ' ')).join('\n')}

## Change it

${[
  isPython && python(name),
  isR && r(name),
  isPython || isR ? system(name) : systemByHand,
  RUNTIME,
  tests(name),
]
  .filter((part) => part !== false)
  .join('')}`;
}

const python = (
  name: string,
) => `- **A Python package**: \`npx nx g brickyard:add ${name} humanize\`, or edit \`requirements.txt\` and run \`npx nx lock ${name}\`. Commit \`locks/\` with it.
  What the runtime pins keeps the runtime's version; a requirement that contradicts a pin is an error that names both.
`;

const r = (
  name: string,
) => `- **An R package**: \`npx nx g brickyard:add ${name} --r=xtable\`, or a line in \`r_packages.sh\` and \`npx nx lock ${name}\`. With \`==\`
  it has that version, otherwise CRAN's on the runtime's day.
`;

const system = (name: string) =>
  `- **A system library**: \`npx nx g brickyard:add ${name} --apt=libgomp1\`, or a line in \`apt_packages.txt\` and \`npx nx lock ${name}\`. What
  only a stage needs, such as a compiler, is in \`build_apt_packages.txt\`.
`;

const systemByHand = `- **A system library**: in the Dockerfile, as [toolbox](../toolbox/README.md) shows; then every stage has it.
`;

const RUNTIME = `- **Another runtime**: add the line to \`runtimes\` in \`image.ts\`, here and in the flavours that it is built on.
`;

const tests = (
  name: string,
) => `- **A test**: a file in \`tests/\` (\`*.py\`, \`*.R\`, \`*.sh\`) that exits with 0. \`npx nx docker-test ${name}\` runs it, and loads each
  requested package.
`;
