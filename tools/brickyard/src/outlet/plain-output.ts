/**
 * What programs send to colour, move and title a terminal, as long as it is whole:
 * https://ecma-international.org/publications-and-standards/standards/ecma-48/
 */
const SEQUENCES =
  // eslint-disable-next-line no-control-regex -- this pattern looks for them
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])/g;

/**
 * A line that a program printed, as a log keeps it. Colours and other whole
 * sequences are left out, since they carry nothing. Of a progress bar, which
 * rewrites its line, the last version stays.
 */
export function plainOutput(line: string): string {
  const last = line.trimEnd().split('\r').at(-1) ?? '';
  return last.replace(SEQUENCES, '');
}
