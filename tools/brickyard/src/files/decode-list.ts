import {
  type Decoded,
  decodeStrictly,
  decodeText,
  detectWide,
  refuseNul,
  type WideEncoding,
} from './decode-text';

/**
 * A list of Python packages, as pip reads it: the encoding is that of the byte
 * order mark, or of a comment `# -*- coding: latin-1 -*-` in the first two lines.
 * Also UTF-16 and UTF-32 without a mark.
 * https://pip.pypa.io/en/stable/reference/requirements-file-format/#encoding
 */
export function decodeList(bytes: Buffer): Decoded {
  const wide = detectWide(bytes);
  if (wide !== undefined) return withoutMark(decodeWide(bytes, wide));
  const declared = findDeclared(bytes);
  const isMarked = bytes.subarray(0, 3).equals(Buffer.from('\ufeff'));
  return declared === undefined || isMarked
    ? withoutMark(decodeText(bytes))
    : decodeDeclared(bytes, declared);
}

function withoutMark(decoded: Decoded): Decoded {
  if (!('text' in decoded)) return decoded;
  return { text: decoded.text.replace(/^\ufeff/, '') };
}

function decodeWide(bytes: Buffer, encoding: WideEncoding): Decoded {
  const size = encoding.startsWith('UTF-32') ? 4 : 2;
  if (bytes.length % size !== 0)
    return {
      fault: `is ${encoding}, and its last letter is cut off: save it as UTF-8`,
    };
  const little = encoding.endsWith('LE') ? bytes : swap(bytes, size);
  return size === 2
    ? decodeStrictly(little, 'utf-16le', 'save it as UTF-8')
    : decodeUtf32(little);
}

function swap(bytes: Buffer, size: 2 | 4): Buffer {
  const copy = Buffer.from(bytes);
  return size === 2 ? copy.swap16() : copy.swap32();
}

function decodeUtf32(bytes: Buffer): Decoded {
  const codes = Array.from({ length: bytes.length / 4 }, (_, index) =>
    bytes.readUInt32LE(index * 4),
  );
  const isText = codes.every((code) => code <= 0x10ffff);
  if (!isText) return { fault: 'is not UTF-32: save it as UTF-8' };
  return refuseNul(codes.map((code) => String.fromCodePoint(code)).join(''));
}

function findDeclared(bytes: Buffer): string | undefined {
  const lines = bytes.subarray(0, 4096).toString('latin1').split('\n', 2);
  for (const line of lines) {
    const found = /^#.*?coding[:=]\s*([-\w.]+)/s.exec(line)?.[1];
    if (found !== undefined) return found.toLowerCase().replaceAll('_', '-');
  }
  return undefined;
}

function decodeDeclared(bytes: Buffer, encoding: string): Decoded {
  // Browsers, whose names Node knows, mean another encoding by these.
  if (/^(?:iso-?8859-1|latin(?:-?1)?|l1|8859|cp819)$/.test(encoding))
    return refuseNul(bytes.toString('latin1'));
  if (/^(?:cp|windows-)1252$/.test(encoding)) return decodeWindows(bytes);
  const advice = `save it as UTF-8, and take out its line with "coding"`;
  if (/^(?:us-)?ascii$/.test(encoding))
    return bytes.every((byte) => byte < 0x80)
      ? refuseNul(bytes.toString('latin1'))
      : { fault: `is not ASCII, which it says it is: ${advice}` };
  try {
    return decodeStrictly(bytes, encoding, advice);
  } catch {
    return {
      fault: `says that it is ${encoding}, which is not known here: ${advice}`,
    };
  }
}

/** Node takes these bytes for control characters: https://github.com/nodejs/node/issues/56542 */
const WINDOWS = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

function decodeWindows(bytes: Buffer): Decoded {
  const text = bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (letter) =>
      WINDOWS.charAt(letter.charCodeAt(0) - 0x80),
    );
  return refuseNul(text);
}
