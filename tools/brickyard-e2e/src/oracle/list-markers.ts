import { parseMarker } from '../../../brickyard/src/requirements/grammar/parse-marker';
import { listPackagingTexts } from './ask-pip';

const VARIABLES = [
  'python_version',
  'os_name',
  'sys_platform',
  'platform_machine',
  'extra',
];
const OPERATORS = [
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '~=',
  '===',
  'in',
  'not in',
];
const VALUES = [
  '3.12',
  '3.9',
  '3.13',
  '3.12.*',
  '3',
  '3.12.0',
  '3.12+x',
  '3.12rc1',
  'linux',
  'posix',
  '',
];

/** Those of packaging's tests, and each variable compared with each value, from both sides. */
export function listMarkers(): string[] {
  const made = VARIABLES.flatMap((variable) =>
    OPERATORS.flatMap((operator) =>
      VALUES.flatMap((value) => [
        `${variable} ${operator} "${value}"`,
        `"${value}" ${operator} ${variable}`,
      ]),
    ),
  );
  return [...made, ...listPackagingTexts().filter(isMarker)];
}

function isMarker(text: string): boolean {
  try {
    parseMarker(text);
    return true;
  } catch {
    return false;
  }
}
