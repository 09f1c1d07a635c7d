import type { Output } from '../report/line-reporter';

export function standardOutput(): Output {
  const columns = Number(process.env['BRICKYARD_COLUMNS']);
  return {
    write: (text) => process.stdout.write(text),
    isTTY: process.stdout.isTTY || columns > 0,
    columns: process.stdout.columns || columns,
  };
}

/** For progress, where another program reads the answer on standard output. */
export function standardError(): Output {
  return { write: (text) => process.stderr.write(text) };
}
