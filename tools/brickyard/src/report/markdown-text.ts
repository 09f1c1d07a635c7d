/** Escape sequences of terminals, other control characters, and those that reverse the direction of text. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- this pattern looks for them
  /\u001b\[[\d;?]*[a-z]|[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/gi;
const MARKS = /[\\`*_~[\]|]/g;
/** People, issues and pull requests, as GitHub and Azure DevOps find them in text. */
const MENTIONS = /[@#!](?=[\w<])|\bGH(?=-\d)/gi;
/** Invisible, and breaks up a mention. */
const GAP = '&#8203;';

/** Escapes foreign text within a line: no markup works in it, and no mention notifies anyone. */
export function escapeText(text: string): string {
  return escapeHtml(oneLine(text).replace(MARKS, '\\$&'));
}

/** The same where HTML is read and Markdown is not. */
export function escapeHtml(text: string): string {
  return escapeMarkup(oneLine(text).replace(MENTIONS, '$&\0')).replaceAll(
    '\0',
    GAP,
  );
}

/** Code where HTML is read and Markdown is not. */
export function htmlCode(text: string): string {
  return `<code>${escapeMarkup(oneLine(text))}</code>`;
}

function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Foreign text as code, in which neither markup nor mentions work. */
export function code(text: string): string {
  const line = oneLine(text);
  const mark = '`'.repeat(longestRun(line) + 1);
  const pad = /^`|`$|^ .* $/.test(line) ? ' ' : '';
  return line === '' ? '' : `${mark}${pad}${line}${pad}${mark}`;
}

/** The same in a table, which is split at bars before code is seen. */
export function cellCode(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** Foreign lines, unchanged but for invisible characters. */
export function codeBlock(lines: readonly string[]): string[] {
  const clean = lines.map((line) => line.replace(UNSEEN, ''));
  const mark = '`'.repeat(Math.max(3, longestRun(clean.join('\n')) + 1));
  return [`${mark}text`, ...clean, mark];
}

function oneLine(text: string): string {
  return text.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
}

function longestRun(text: string): number {
  const runs = text.match(/`+/g) ?? [];
  return Math.max(0, ...runs.map((run) => run.length));
}
