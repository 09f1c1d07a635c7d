import { createHash } from 'node:crypto';

/**
 * A UUID of version 8, whose content is up to us. The same text gives the same one.
 * https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex) ?? [];
  return parts.slice(1).join('-');
}
