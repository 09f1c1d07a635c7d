import { disarmCommands } from './disarm-commands';
import { printable } from './printable';
import { showControls } from './show-controls';

const MARKS = /[\\`*_~[\]|]/g;
/** What makes a heading, a list or a ruler of a text that begins a block. */
const AT_START =
  /^(?:#(?=#*(?:\s|$))|[+-](?=\s|$)|[=-](?=[\s=-]*$)|(\d{1,9})(?=[.)](?:\s|$)))/;
/** People, issues and pull requests, as GitHub and Azure DevOps find them in text. */
const MENTIONS = /[@#!](?=[\w<])|\bGH(?=-\d)/gi;
/** Addresses that become links by themselves. */
const ADDRESSES = /\b(?:https?|ftp|mailto|xmpp):(?=\S)|\bwww(?=\.)/gi;
/** Invisible, and breaks up a mention or an address. */
const GAP = '&#8203;';

/** Escapes foreign text within a line: no markup works in it, and no mention notifies anyone. */
export function escapeText(text: string): string {
  const line = oneLine(text).replace(MARKS, '\\$&');
  const begun = line.replace(AT_START, (mark, number?: string) =>
    number === undefined ? `\\${mark}` : `${number}\\`,
  );
  return escapeInline(begun);
}

/** The same where HTML is read and Markdown is not. */
export function escapeHtml(text: string): string {
  return escapeInline(oneLine(text));
}

/** Code where HTML is read and Markdown is not. */
export function htmlCode(text: string): string {
  return `<code>${escapeMarkup(oneLine(text))}</code>`;
}

function escapeInline(line: string): string {
  const marked = line
    .replace(MENTIONS, '$&\0')
    .replace(ADDRESSES, '$&\0')
    .replaceAll('\0\0', '\0');
  return escapeMarkup(marked).replaceAll('\0', GAP);
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
  // A backslash before the bar would take the one that hides the bar.
  if (/\\\|/.test(oneLine(text))) return `<code>${escapeText(text)}</code>`;
  return code(text).replaceAll('|', '\\|');
}

/** Foreign lines as they are, but for what no reader may obey. */
export function codeBlock(lines: readonly string[]): string[] {
  const shown = printable(lines.join('\n')).split('\n');
  const mark = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return [`${mark}text`, ...shown, mark];
}

function oneLine(text: string): string {
  const line = text.replace(/[^\S\r]*[\n\t]\s*|\r\n/g, ' ');
  return disarmCommands(showControls(line)).replace(/\s+/g, ' ').trim();
}

function longestRun(text: string): number {
  const runs = text.match(/`+/g) ?? [];
  return Math.max(0, ...runs.map((run) => run.length));
}
