import { StringDecoder } from 'node:string_decoder';

/** Kept of a line that has not ended: an image may print one without end. */
const LONGEST = 16_384;

/** Takes bytes as they come, and hands over each whole line. */
export function takeLines(
  take: (line: string) => void,
): (bytes: Uint8Array) => void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  return (bytes) => {
    const lines = `${rest}${decoder.write(Buffer.from(bytes))}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST);
    for (const line of lines) take(line);
  };
}
