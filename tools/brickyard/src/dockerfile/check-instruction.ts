import { expandWord } from './expand';
import type { LogicalLine } from './join-lines';
import type { Instruction, Word } from './parsed-dockerfile';

const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
/** `CMD` without arguments removes the parent's. */
const MAY_BE_EMPTY = ['CMD', 'ENTRYPOINT'];
const STAGE_NAME = /^[a-z][a-z0-9._-]*$/;

/** What is wrong with the form of one instruction. */
export function checkInstruction(
  instruction: Instruction,
  logical: LogicalLine,
  escape: string,
): string[] {
  const { keyword, words, flags, mounts } = instruction;
  if (!KEYWORDS.includes(keyword)) {
    return [
      `unknown instruction "${keyword}" (is a ${escape} missing at the end of the line before?)`,
    ];
  }
  const values = [
    ...flags.flatMap((flag) => flag.value ?? []),
    ...mounts.flatMap((mount) => Object.values(mount)),
  ];
  return [
    ...checkArguments(instruction, logical.text),
    ...[...words, ...values].flatMap((word) => checkWord(word, escape)),
    ...(logical.unclosed === undefined
      ? []
      : [`the heredoc "${logical.unclosed}" is never closed`]),
  ];
}

function checkArguments(instruction: Instruction, text: string): string[] {
  const { keyword } = instruction;
  const isEmpty = /^\s*\S+\s*$/.test(text);
  if (isEmpty && !MAY_BE_EMPTY.includes(keyword)) {
    return [`${keyword} needs an argument`];
  }
  switch (keyword) {
    case 'FROM':
      return checkFrom(instruction);
    case 'COPY':
    case 'ADD':
      return checkCopy(instruction);
    case 'ENV':
      return checkEnv(instruction);
    default:
      return [];
  }
}

function checkFrom({ words: [, as, name, ...rest], words }: Instruction) {
  if (words.length === 1) return [];
  if (as?.text.toUpperCase() !== 'AS' || !name || rest.length > 0) {
    return ['FROM takes one image, or <image> AS <stage>'];
  }
  if (STAGE_NAME.test(name.text.toLowerCase())) return [];
  return [
    `"${name.text}" is not a stage name (a letter, then letters, digits, ".", "_", "-")`,
  ];
}

function checkCopy({ keyword, words }: Instruction): string[] {
  const [first] = words;
  if (first?.text.startsWith('["')) {
    return [`the JSON list of ${keyword} is not closed or not valid`];
  }
  if (words.length >= 2) return [];
  return [`${keyword} needs at least one source and a destination`];
}

function checkEnv({ words: [first], words }: Instruction): string[] {
  const isLegacy = first !== undefined && !first.text.includes('=');
  if (isLegacy && words.length < 2) return ['ENV needs a name and a value'];
  if (isLegacy || words.every(({ text }) => text.indexOf('=') > 0)) return [];
  return ['ENV needs name=value pairs'];
}

/** Checks quotes and braces; the values of variables do not matter here. */
function checkWord({ text }: Word, escape: string): string[] {
  if (!/["'$]/.test(text)) return [];
  const { fault } = expandWord(text, escape, () => undefined);
  return fault === undefined ? [] : [`cannot read ${text}: ${fault}`];
}
