import { anyValue, expandWord } from './expand';
import { readHeredoc } from './heredoc';
import type { LogicalLine } from './join-lines';
import { isListOfTexts, parseList } from './parse-list';
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
  const { keyword, words, flags, mounts, trigger } = instruction;
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
    ...checkArguments(instruction, logical.text, escape),
    ...(trigger ? checkTrigger(trigger, logical, escape) : []),
    ...[...(keyword === 'ARG' ? [] : words), ...values].flatMap((word) =>
      checkWord(word, escape),
    ),
    ...(logical.unclosed === undefined
      ? []
      : [`the heredoc "${logical.unclosed}" is never closed`]),
  ];
}

const TAKES_LIST = [
  'ADD',
  'COPY',
  'CMD',
  'ENTRYPOINT',
  'RUN',
  'SHELL',
  'VOLUME',
];

function checkArguments(
  instruction: Instruction,
  text: string,
  escape: string,
): string[] {
  const { keyword } = instruction;
  if (TAKES_LIST.includes(keyword) && isBadList(text))
    return [`the JSON list of ${keyword} has to consist of texts in quotes`];
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
    case 'SHELL':
      return readList(text) ? [] : ['SHELL needs a JSON list of texts'];
    case 'ARG':
      return checkArg(instruction, escape);
    case 'ENV':
    case 'LABEL':
      return checkPairs(instruction);
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
  const last = words.at(-1)?.text ?? '';
  if (words.length >= 2 && readHeredoc(last) !== undefined)
    return [`${keyword} needs a destination after the heredoc ${last}`];
  if (words.length >= 2) return [];
  return [`${keyword} needs at least one source and a destination`];
}

function checkArg({ words }: Instruction, escape: string): string[] {
  const isNamed = words.every(({ text }) => !text.startsWith('='));
  const valued = words.filter(({ text }) => text.includes('='));
  const faults = valued.flatMap((word) => checkWord(word, escape));
  return isNamed ? faults : ['ARG needs a name before the =', ...faults];
}

function checkPairs({ keyword, words: [first], words }: Instruction): string[] {
  const isOld = first !== undefined && !first.text.includes('=');
  if (isOld && words.length < 2) return [`${keyword} needs a name and a value`];
  if (isOld || words.every(({ text }) => text.indexOf('=') > 0)) return [];
  return [`${keyword} needs name=value pairs`];
}

const NO_TRIGGERS = ['FROM', 'MAINTAINER', 'ONBUILD'];

function checkTrigger(
  trigger: Instruction,
  { text, ...logical }: LogicalLine,
  escape: string,
): string[] {
  const { keyword } = trigger;
  if (NO_TRIGGERS.includes(keyword)) return [`ONBUILD takes no ${keyword}`];
  const own = { ...logical, text: text.replace(/^\s*ONBUILD\s+/i, '') };
  return checkInstruction(trigger, { ...own, unclosed: undefined }, escape);
}

/** Checks quotes and braces; the values of variables do not matter here. */
function checkWord({ text }: Word, escape: string): string[] {
  if (!/["'$]/.test(text)) return [];
  const { fault } = expandWord(text, escape, anyValue);
  return fault === undefined ? [] : [`cannot read ${text}: ${fault}`];
}

/** `CMD ["a", 1]`; what is no JSON at all is a command for the shell. */
function isBadList(text: string): boolean {
  const items = readList(text);
  return items !== undefined && !isListOfTexts(items);
}

function readList(text: string): unknown[] | undefined {
  const [, list] = /^\s*\w+\s+(?:--\S+\s+)*(\[.*)$/s.exec(text) ?? [];
  return list === undefined ? undefined : parseList(list);
}
