/** Escape sequences of terminals, other control characters, and those that turn text around. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /\u001b\[[\d;?]*[a-z]|[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/gi;
const MARKS = /[\\`*_~[\]|]/g;
/** People, issues and pull requests, as GitHub and Azure DevOps find them in text. */
const MENTIONS = /[@#!](?=[\w<])|\bGH(?=-\d)/gi;
/** Nothing to see, and no mention any more. */
const GAP = '&#8203;';

/** Text of others as a part of a line: it stays text, and tells nobody. */
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

/** Text of others as code, in which nothing is a mark or a mention. */
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

/** Lines of others as they are. */
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
