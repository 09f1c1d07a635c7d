import { shorten } from '../../shorten';

/** Instructions are read so far: some are whole scripts. */
const mostRead = 4000;
const mostShown = 72;

const shell = String.raw`/\S*sh(?: -\S+| pipefail)*? -\w*c `;
const withShell = new RegExp(`^${shell}`);
const withArgs = new RegExp(`^\\|\\d+ [^]*?(?<=\\s)${shell}`);

/**
 * `COPY /layers/8/ /` of what a history says of a step, whatever built it; empty
 * where it says nothing. Values of build arguments, which may be secret, are left
 * out.
 */
export function describeStep(createdBy: string): string {
  const text = createdBy.slice(0, mostRead).trim();
  const [, word = '', rest = text] = /^(RUN) ([^]*)$/.exec(text) ?? [];
  const command = dropShell(rest);
  const isRun = word !== '' || command !== rest;
  const [, own] = /^#\(nop\)\s+([^]*)$/.exec(command) ?? [];
  const step = own ?? (isRun ? `RUN ${command}` : command);
  const oneLine = step.replace(/ # buildkit$/, '').replace(/\s+/g, ' ');
  return shorten(oneLine.trim(), mostShown);
}

/** Where arguments end is not known without a shell behind them. */
function dropShell(text: string): string {
  if (!/^\|\d+ /.test(text)) return text.replace(withShell, '');
  return withArgs.test(text) ? text.replace(withArgs, '') : '…';
}
