import type { HttpResponse } from '../http/http';
import { redact } from '../redact/redact';
import { shorten } from '../shorten';

/** An answer, or only the bytes of one. */
export type AnswerText = Pick<HttpResponse, 'body'> &
  Partial<Pick<HttpResponse, 'headers'>>;

/** Of a page that is not what was asked for, enough to recognise it. */
const FEW_WORDS = 120;
const MAX_READ = 64 * 1024;

/** `text/html: "Sign in to the guest network"`: what came, as far as messages may show it. */
export function describeAnswer(
  { headers, body }: AnswerText,
  secrets: Iterable<string> = [],
): string {
  const type = mediaTypeOf(headers);
  const shownType = type && `${shorten(redact(type), 80)}, `;
  if (body.length === 0) return `${shownType}an empty body`;
  const text = new TextDecoder().decode(body.subarray(0, MAX_READ));
  // The last character may be cut in two: only others count.
  if (/[\0\ufffd]/.test(text.slice(0, -3)))
    return `${shownType}${body.length} bytes that are not text`;
  const words = redact(plainLine(text), secrets);
  return `${shownType}"${shorten(words, FEW_WORDS)}"`;
}

/** `text/html` without parameters, in lower case; empty when none is told. */
export function mediaTypeOf(headers: AnswerText['headers']): string {
  const [type = ''] = (headers?.get('content-type') ?? '').split(';');
  return type.trim().toLowerCase();
}

/** What people read, and no API answers with. */
export function isWebPage(headers: AnswerText['headers']): boolean {
  return ['text/html', 'application/xhtml+xml'].includes(mediaTypeOf(headers));
}

/** On one line, in time that grows with the text, without tags, scripts and styles of HTML. */
export function plainLine(text: string): string {
  return text
    .replace(/<(script|style)\b(?:(?!<\1\b)[^])*?<\/\1\s*>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
