import type { ContainerResult } from '../engine/engine';
import { parseRows, rowMark } from '../rows/row';
import { noPip } from './pip-script';

/** Why the script of `renderPip` got nothing. */
export interface PipFailure {
  /** The image has nothing to download with. */
  isWithoutPip: boolean;
  /** Where from, as far as it got; without a login. */
  index?: string;
  /** pip's own words. */
  text: string;
}

export function explainPip({ stdout, stderr }: ContainerResult): PipFailure {
  const rows = parseRows(stdout, rowMark);
  const index = rows.find(({ fields: [name] }) => name === 'index')?.fields[2];
  return {
    isWithoutPip: rows.some(({ kind }) => kind === noPip),
    ...(index !== undefined && { index: withoutUser(index) }),
    text: withoutUser(lastError(stderr)),
  };
}

/** The first line that pip calls an error, else the last of all. */
function lastError(text: string): string {
  const lines = text.trim().split('\n');
  const errors = lines.filter((line) => line.startsWith('ERROR: '));
  return (errors[0] ?? lines.at(-1) ?? '').replace(/^ERROR: /, '');
}

function withoutUser(text: string): string {
  return text.replace(/(\/\/)[^\s/@]*@/g, '$1***@');
}
