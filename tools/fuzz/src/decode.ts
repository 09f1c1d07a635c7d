import { decodeList } from '../../brickyard/src/files/decode-list';
import {
  type Decoded,
  decodeText,
} from '../../brickyard/src/files/decode-text';
import { judgeProblems } from './judge';

/** Bytes as files of this kind are read; nothing where they are no text, which is told at a line of them. */
export function decode(
  input: Buffer,
  read: (bytes: Buffer) => Decoded = decodeText,
): string | undefined {
  const decoded = read(input);
  if ('text' in decoded) return decoded.text;
  const { fault, line } = decoded;
  const text = input.toString('latin1');
  judgeProblems(text, [{ place: { file: 'f', line }, message: fault }]);
  return undefined;
}

/** As pip reads its lists. */
export function decodeAsList(input: Buffer): string | undefined {
  return decode(input, decodeList);
}
