import type { Random } from '../random';
import type { DockerfileCase } from './ask-buildkit';

/** A Dockerfile that is mostly right, of all that decides what a build reads. */
export function drawDockerfile(random: Random): DockerfileCase {
  const head = random.pick(['', '', '', '# syntax=h/f:1\n', '# escape=`\n']);
  const escape = head.includes('`') ? '`' : '\\';
  const globals = draw(random, 3, () => `ARG ${drawPairs(random)}\n`);
  const stages = Array.from({ length: 1 + random.below(4) }, (_, index) =>
    drawStage(random, index, escape),
  );
  const text = `${head}${globals.join('')}${stages.join('')}RUN true\n`;
  return {
    text: random.below(12) === 0 ? text.replaceAll('\n', '\r\n') : text,
    ...(random.below(3) === 0 && { buildArgs: { A: 'given', B: '' } }),
  };
}

function draw(random: Random, end: number, make: () => string): string[] {
  return Array.from({ length: random.below(end) }, make);
}

const bases = ['base', 'team/a:1', 'h.test:5000/a/b', 'scratch', 'a@b'];
const names = ['one', 'two', 'Three', 'four'];
const variables = [
  '$A',
  '${B}',
  '${A:-x}',
  '${B:+y}',
  '${C-z}',
  '${A#g}',
  '$C',
];

function drawStage(random: Random, index: number, escape: string): string {
  const before = names.slice(0, index);
  const base = random.pick([...bases, ...before, ...before, 'b${A:-c}']);
  const alias = random.below(4) > 0 ? ` AS ${names[index]}` : '';
  const lines = draw(random, 8, () => drawLine(random, before, escape));
  return `FROM ${base}${alias}\n${lines.join('')}`;
}

function drawLine(random: Random, before: string[], escape: string): string {
  const joint = () => random.pick([' ', ' ', '  ', '\t', ` ${escape}\n  `]);
  const from = random.pick([...before, 'image:1', '0', 'one']);
  const trigger = random.pick(['', '', '', '', 'ONBUILD ']);
  const words = () => draw(random, 3, () => drawWord(random)).concat('x');
  switch (random.below(12)) {
    case 0:
      return `${random.pick(['ENV', 'ARG', 'LABEL'])}${joint()}${drawPairs(random)}\n`;
    case 1:
      return `WORKDIR${joint()}/${drawWord(random)}\n`;
    case 2:
      return random.pick([
        '# comment\n',
        '\n',
        `  # \\\n`,
        'USER a\n',
        'CMD a\n',
      ]);
    case 3:
    case 4:
      return `${trigger}RUN${joint()}${drawMount(random, from)}${joint()}true\n`;
    case 5:
      return drawHeredoc(random);
    case 6:
      return `${trigger}COPY --from=${from} ${words().join(joint())} /d/\n`;
    case 7:
      return `${trigger}COPY ${JSON.stringify([...words(), '/d/'])}\n`;
    case 8:
      return `ADD ${random.pick(['https://h.test/a.tgz', 'x'])}${joint()}/d/\n`;
    default: {
      const flag = random.pick([
        '',
        '',
        '--chown=1:1 ',
        '--chmod=755 ',
        '--link ',
      ]);
      return `${trigger}COPY ${flag}${words().join(joint())}${joint()}/d/\n`;
    }
  }
}

function drawWord(random: Random): string {
  const parts = [
    ...['a', 'b.txt', 'dir/', './', '../', '*', '?', '[ab]', '/', '.', '"q r"'],
    ...["'s'", 'é', '-', '_', ...variables, ...variables],
  ];
  return random.join(parts, 4) || 'w';
}

function drawPairs(random: Random): string {
  const pairs = Array.from({ length: 1 + random.below(2) }, () => {
    const value = random.pick([
      '1',
      'glob',
      '""',
      '"a b"',
      "'$A'",
      ...variables,
    ]);
    return `${random.pick(['A', 'B', 'C'])}=${value}`;
  });
  return pairs.join(' ');
}

function drawMount(random: Random, from: string): string {
  const source = random.pick(['a', 'dir/b', './c', '/', '']);
  const fields = random.pick([
    `type=bind,source=${source},target=/m`,
    `from=${from},source=${source},target=/m`,
    `type=bind,from=${from},target=/m`,
    'type=cache,target=/c',
    `type=cache,from=${from},target=/c`,
    'type=secret,id=one',
    'type=secret,id=two,env=T,required=true',
    'type=secret,target=/run/s',
    'type=secret,source=three,target=/s',
    'type=tmpfs,target=/t',
    'target=/m',
    'type=secret,id=${A:-x},target=/s',
  ]);
  return `--mount=${fields}`;
}

function drawHeredoc(random: Random): string {
  const [keyword, rest] = random.pick([
    ['RUN', ''],
    ['RUN cat', ' > /f'],
    ['COPY', ' /f'],
    ['COPY a', ' /d/'],
  ] as const);
  const [open, end] = random.pick([
    ['<<E', 'E'],
    ['<<-E', '\tE'],
    ['<<"E"', 'E'],
    ["<<'E F'", 'E F'],
    ['3<<E', 'E'],
  ] as const);
  const body = random.pick(['', 'COPY x /\n', '# $NONE\n', '\\\n', 'FROM y\n']);
  return `${keyword} ${open}${rest}\n${body}${end}\n`;
}
